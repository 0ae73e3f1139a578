import { file_buf_validate_validate } from '@bufbuild/protovalidate/gen/buf/validate/validate_pb.js'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeIfChanged } from './files'
import { include } from './paths'
import { printProto } from './printProto'
import { packageFile } from './run'

const googleFiles = [
  'google/api/annotations.proto',
  'google/api/http.proto',
  'google/rpc/error_details.proto',
  'google/rpc/status.proto',
]

/** Collects the third-party .proto files that the contract imports from the installed packages. */
export const includes = (): void => {
  for (const file of googleFiles) {
    writeIfChanged(join(include, file), readFileSync(packageFile('google-gax', join('build/protos', file))))
  }
  writeIfChanged(join(include, 'buf/validate/validate.proto'), printProto(file_buf_validate_validate))
}
