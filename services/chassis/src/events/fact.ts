import { create, getOption, hasOption, toJsonString, type DescMessage, type MessageInitShape } from '@bufbuild/protobuf'
import { contract } from '@rapport/proto'
import { personal } from '@rapport/proto/options'

/** The record that a fact is about. */
export interface Aggregate {
  readonly type: string
  readonly id: string
  /** Version of the record after the fact; consumers drop what is older than what they have seen. 0: no order. */
  readonly version: number
  readonly ownerId?: string
  readonly departmentId?: string
  /** Users who see the record although it is neither theirs nor in their scope. */
  readonly sharedWith?: readonly string[]
}

/** Something that happened, ready to be published. */
export interface Fact {
  /** `customer.account.created.v1` */
  readonly type: string
  /** The data as ProtoJSON text. */
  readonly body: string
  readonly aggregate: Aggregate
  readonly personalPaths: readonly string[]
}

interface FactType {
  readonly type: string
  readonly personalPaths: readonly string[]
}

const personalPathsOf = (schema: DescMessage, prefix = '', inside: readonly DescMessage[] = []): string[] =>
  schema.fields.flatMap((field) => {
    const path = `${prefix}${field.jsonName}`
    if (hasOption(field, personal) && getOption(field, personal)) return [path]
    const part = field.message
    return part && !inside.includes(part) ? personalPathsOf(part, `${path}.`, [...inside, part]) : []
  })

const known = new Map<DescMessage, FactType>()

/** Event type of a message. Throws when the contract does not declare the message as an event. */
export const factTypeOf = (schema: DescMessage): FactType => {
  const cached = known.get(schema)
  if (cached) return cached
  const event = contract().events.find(({ schema: { typeName } }) => typeName === schema.typeName)
  if (!event) throw new Error(`${schema.typeName} is no event: it needs the option (rapport.options.v1.event)`)
  const factType = { type: event.type, personalPaths: personalPathsOf(schema) }
  known.set(schema, factType)
  return factType
}

/** Builds the fact that `data` tells about `aggregate`; the type comes from the contract. */
export const fact = <S extends DescMessage>(schema: S, data: MessageInitShape<S>, aggregate: Aggregate): Fact => ({
  ...factTypeOf(schema),
  body: toJsonString(schema, create(schema, data)),
  aggregate,
})
