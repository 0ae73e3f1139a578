import { getOption, hasOption, type DescMessage } from '@bufbuild/protobuf'
import { ContractError } from './ContractError'
import { comments } from './gen/comments'
import { event } from './gen/options'
import { serviceOf } from './serviceOf'

/** A fact that a service publishes. */
export interface EventType {
  /** Routing key and CloudEvents type, e.g. `customer.account.created.v1`. */
  type: string
  /** Permission needed to see it as a live update; absent: it is never sent to a portal. */
  permission?: string
  /** Resource whose record scope decides who hears of it, where it is not that of the permission. */
  scope?: string
  schema: DescMessage
  /** When it is published, as one line. */
  comment: string
}

const wellFormed = /^[a-z]+\.[a-z][A-Za-z]*\.[a-z][A-Za-z]*\.v[1-9]\d*$/

/** Reads the option `(rapport.options.v1.event)` of a message; `undefined` when it has none. Throws a ContractError on a bad type. */
export const eventTypeOf = (schema: DescMessage): EventType | undefined => {
  if (!hasOption(schema, event)) return undefined
  const { type, permission, scope } = getOption(schema, event)
  if (!wellFormed.test(type) || !type.startsWith(`${serviceOf(schema)}.`)) {
    throw new ContractError(
      `${schema.typeName} has the event type "${type}", not <service>.<aggregate>.<past tense>.v<n>`,
    )
  }
  return {
    type,
    ...(permission !== '' && { permission }),
    ...(scope !== '' && { scope }),
    schema,
    comment: comments[schema.typeName] ?? '',
  }
}
