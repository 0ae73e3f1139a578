import { createFileRegistry, fromBinary } from '@bufbuild/protobuf'
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'
import { contract } from './contract'
import { descriptorSetBytes } from './descriptorSet'

it('holds every rpc of the contract', () => {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptorSetBytes()))
  const missing = contract().rpcs.filter(
    ({ service, method }) => !registry.getService(service.typeName)?.methods.some(({ name }) => name === method.name),
  )
  expect(missing.map(({ id }) => id)).toEqual([])
})

it('holds the details of errors', () => {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptorSetBytes()))
  expect(registry.getMessage('google.rpc.Status')).toBeDefined()
  expect(registry.getMessage('google.rpc.BadRequest')).toBeDefined()
})
