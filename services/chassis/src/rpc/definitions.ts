import { loadFileDescriptorSetFromBuffer, type PackageDefinition, type ServiceDefinition } from '@grpc/proto-loader'
import { descriptorSetBytes } from '@rapport/proto'

let loaded: PackageDefinition | undefined

const isService = (definition: PackageDefinition[string]): definition is ServiceDefinition =>
  !('format' in definition) && !('fileDescriptorProtos' in definition)

/** The grpc-js definition of a service of the contract, e.g. `rapport.customer.v1.AccountService`. Read once per process. */
export const definitionOf = (typeName: string): ServiceDefinition => {
  loaded ??= loadFileDescriptorSetFromBuffer(descriptorSetBytes())
  const definition = loaded[typeName]
  if (!definition || !isService(definition)) throw new Error(`${typeName} is not in the descriptor set`)
  return definition
}
