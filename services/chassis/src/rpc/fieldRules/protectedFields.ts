import { getOption, hasOption, type DescField, type DescMessage } from '@bufbuild/protobuf'
import { protectable } from '@rapport/proto/options'
import type { Actor } from '../../context/actor'

/** A field that a rule may concern, or that leads to one which does. */
export interface Step {
  readonly field: DescField
  /** Key of the rule, `<resource>.<field>`. */
  readonly key?: string
  /** Message type to descend into. */
  readonly inner?: DescMessage
}

interface Plan {
  readonly steps: readonly Step[]
  /** Keys of the rules that concern the message or anything within. */
  readonly keys: ReadonlySet<string>
}

const reachableKeys = (schema: DescMessage, seen = new Set<DescMessage>()): Set<string> => {
  if (seen.has(schema)) return new Set()
  seen.add(schema)
  const keys = schema.fields.flatMap((field) => [
    ...(hasOption(field, protectable) ? [getOption(field, protectable)] : []),
    ...(field.message ? reachableKeys(field.message, seen) : []),
  ])
  return new Set(keys)
}

const stepOf = (field: DescField): Step | undefined => {
  if (hasOption(field, protectable)) return { field, key: getOption(field, protectable) }
  return field.message && reachableKeys(field.message).size > 0 ? { field, inner: field.message } : undefined
}

const plans = new WeakMap<DescMessage, Plan>()

const planOf = (schema: DescMessage): Plan => {
  let plan = plans.get(schema)
  if (!plan) {
    plan = { steps: schema.fields.flatMap((field) => stepOf(field) ?? []), keys: reachableKeys(schema) }
    plans.set(schema, plan)
  }
  return plan
}

/** The fields of a message type that rules may concern, or that lead to such fields; worked out once per type. */
export const stepsOf = (schema: DescMessage): readonly Step[] => planOf(schema).steps

const affected = new WeakMap<Actor['fieldRules'], Map<DescMessage, boolean>>()

const isAffected = ({ fieldRules }: Actor, schema: DescMessage): boolean =>
  [...planOf(schema).keys].some((key) => (fieldRules[key] ?? 'EDIT') !== 'EDIT')

/** Whether any rule of the actor concerns messages of this type; answered from memory for actors of verified tokens. */
export const concerns = (actor: Actor, schema: DescMessage): boolean => {
  if (actor.everything) return false
  let types = affected.get(actor.fieldRules)
  if (!types) affected.set(actor.fieldRules, (types = new Map<DescMessage, boolean>()))
  let known = types.get(schema)
  if (known === undefined) types.set(schema, (known = isAffected(actor, schema)))
  return known
}
