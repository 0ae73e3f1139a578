import { createFileRegistry, fromBinary, type DescFile, type DescMessage } from '@bufbuild/protobuf'
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'
import { file_buf_validate_validate } from '@bufbuild/protovalidate/gen/buf/validate/validate_pb.js'
import { readFileSync } from 'node:fs'
import { image } from './paths'

const shapeOf = (file: DescFile) => ({
  messages: file.messages.map((message: DescMessage) => [
    message.typeName,
    message.proto.extensionRange.map(({ start, end }) => [start, end]),
    message.fields
      .map(({ name, number, proto, oneof }) => [number, name, proto.type, proto.label, proto.typeName, oneof?.name])
      .sort(([a], [b]) => Number(a) - Number(b)),
  ]),
  enums: file.enums.map(({ typeName, values }) => [typeName, values.map(({ name, number }) => [name, number])]),
  extensions: file.extensions.map(({ typeName, number, extendee }) => [typeName, number, extendee.typeName]),
})

it('prints validate.proto so that it compiles to what protovalidate was built from', () => {
  const compiled = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(image)))
  const printed = compiled.getFile('buf/validate/validate.proto')
  if (!printed) throw new Error('validate.proto was not compiled')
  expect(shapeOf(printed)).toEqual(shapeOf(file_buf_validate_validate))
})
