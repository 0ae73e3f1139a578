import { createRegistry, type DescMessage, type Registry } from '@bufbuild/protobuf'
import { permissionsOf, protectableFieldsOf, scopedResourcesOf } from './catalogue'
import { ContractError } from './ContractError'
import { eventTypeOf, type EventType } from './eventType'
import { files } from './gen/files'
import { refuseAmbiguous } from './routeOrder'
import { rpcOf, type Rpc } from './rpc'

/** What the .proto files say, as values. */
export interface Contract {
  rpcs: Rpc[]
  events: EventType[]
  /** `<service>.<resource>.<action>`, sorted. */
  permissions: string[]
  /** `<service>.<resource>` of the resources whose records have a scope, sorted. */
  scopedResources: string[]
  /** `<resource>.<field>` of the fields that a rule may hide, mask or lock, sorted. */
  protectableFields: string[]
  /** All messages, enums, services and extensions; its descriptors are those that the generated modules export. */
  registry: Registry
}

const withNested = (message: DescMessage): DescMessage[] => [message, ...message.nestedMessages.flatMap(withNested)]

const refuseTwice = (events: EventType[]): void => {
  const seen = new Map<string, string>()
  for (const { type, schema } of events) {
    const first = seen.get(type)
    if (first) throw new ContractError(`${first} and ${schema.typeName} are both the event ${type}`)
    seen.set(type, schema.typeName)
  }
}

const read = (): Contract => {
  const ours = files.filter(({ proto }) => proto.package.startsWith('rapport.'))
  const messages = ours.flatMap((file) => file.messages).flatMap(withNested)
  const rpcs = ours
    .flatMap((file) => file.services)
    .flatMap((service) => service.methods)
    .map(rpcOf)
  const events = messages.flatMap((message) => eventTypeOf(message) ?? [])
  refuseAmbiguous(rpcs.flatMap(({ id, route }): [string, NonNullable<Rpc['route']>][] => (route ? [[id, route]] : [])))
  refuseTwice(events)
  const permissions = permissionsOf(rpcs)
  return {
    rpcs,
    events,
    permissions,
    scopedResources: scopedResourcesOf(messages, permissions),
    protectableFields: protectableFieldsOf(messages),
    registry: createRegistry(...files),
  }
}

let loaded: Contract | undefined

/** The contract, read once per process. Throws a ContractError when it says something that Rapport does not support. */
export const contract = (): Contract => (loaded ??= read())
