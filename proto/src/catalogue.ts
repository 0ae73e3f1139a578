import { getOption, hasOption, type DescMessage } from '@bufbuild/protobuf'
import { protectable } from './gen/options'
import type { Rpc } from './rpc'

const sortedSet = (values: string[]): string[] => [...new Set(values)].sort()

/** Every permission that some rpc asks for, `<service>.<resource>.<action>`, sorted. */
export const permissionsOf = (rpcs: Rpc[]): string[] =>
  sortedSet(rpcs.flatMap(({ access }) => (access.kind === 'permission' ? [access.permission] : [])))

/** Every field that a rule of a role may hide, mask or lock, `<resource>.<field>`, sorted. */
export const protectableFieldsOf = (messages: DescMessage[]): string[] =>
  sortedSet(
    messages
      .flatMap(({ fields }) => fields)
      .flatMap((field) => (hasOption(field, protectable) ? [getOption(field, protectable)] : [])),
  )

const hasField = (message: DescMessage, name: string): boolean => message.fields.some((field) => field.name === name)

/** `customer.followUp` for rapport.customer.v1.FollowUp. */
const resourceName = ({ typeName }: DescMessage): string => {
  const [, service = '', , name = ''] = typeName.split('.')
  return `${service}.${name.charAt(0).toLowerCase()}${name.slice(1)}`
}

/**
 * Resources whose records have a scope (own, team, all), `<service>.<resource>`, sorted: those that can be read by a
 * permission `<service>.<resource>.read` and whose message has both an `id` and an `owner_id`.
 */
export const scopedResourcesOf = (messages: DescMessage[], permissions: string[]): string[] =>
  sortedSet(
    messages
      .filter((message) => message.parent === undefined && hasField(message, 'id') && hasField(message, 'owner_id'))
      .map(resourceName)
      .filter((resource) => permissions.includes(`${resource}.read`)),
  )
