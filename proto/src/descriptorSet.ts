import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The whole contract as a serialised `google.protobuf.FileDescriptorSet`, without comments: the input of
 * `loadFileDescriptorSetFromBuffer` of @grpc/proto-loader. Throws when the package has not been built.
 */
export const descriptorSetBytes = (): Buffer => readFileSync(join(__dirname, 'gen', 'rapport.binpb'))
