import { getOption } from '@bufbuild/protobuf'
import { reflect, type Path, type ReflectMessage } from '@bufbuild/protobuf/reflect'
import type { Violation as BrokenRule } from '@bufbuild/protovalidate'
import { field as fieldRules, FieldRulesSchema } from '@bufbuild/protovalidate/gen/buf/validate/validate_pb.js'
import type { Params } from '../../errors/errors'

/** Why a value was refused, as a key of the message catalogue with its parameters. */
export interface Refusal {
  readonly reason: string
  readonly params: Params
}

const isReflected = (value: unknown): value is ReflectMessage =>
  typeof value === 'object' && value !== null && 'desc' in value && 'findNumber' in value

/** The message that holds the broken rule, e.g. the Int32Rules of a field. */
const rulesOf = ({ field, rule }: BrokenRule): ReflectMessage | undefined => {
  const broken = field.findLast((part) => part.kind === 'field')
  if (!broken) return undefined
  let rules: ReflectMessage = reflect(FieldRulesSchema, getOption(broken, fieldRules))
  for (const part of rule.slice(0, -1)) {
    if (part.kind !== 'field') return undefined
    const inner: unknown = rules.get(part)
    if (!isReflected(inner)) return undefined
    rules = inner
  }
  return rules
}

const plain = (value: unknown): string | number | undefined => {
  if (typeof value === 'number' || typeof value === 'string') return value
  return typeof value === 'bigint' ? String(value) : undefined
}

/** The value of the rule called `name` (`max_len`), if it is set and a single one. */
const ruleValue = (rules: ReflectMessage | undefined, ...names: string[]): string | number | undefined => {
  const set = rules?.fields.find((each) => names.includes(each.name) && rules.isSet(each))
  return set && plain(rules?.get(set))
}

const allowedValues = ({ rule, field }: BrokenRule, rules: ReflectMessage | undefined): string => {
  const last: Path[number] | undefined = rule.at(-1)
  const values: unknown = last?.kind === 'field' ? rules?.get(last) : undefined
  const enumeration = field.findLast((part) => part.kind === 'field')?.enum
  if (typeof values !== 'object' || values === null || !(Symbol.iterator in values)) return ''
  return [...(values as Iterable<unknown>)]
    .flatMap((value) =>
      typeof value === 'number' && enumeration ? (enumeration.value[value]?.name ?? []) : String(value),
    )
    .filter((value) => value !== '')
    .join(', ')
}

type Reading = (rules: ReflectMessage | undefined, broken: BrokenRule) => Refusal

const just =
  (reason: string): Reading =>
  () => ({ reason, params: {} })

const bounded =
  (reason: string, parameter: string, ...names: string[]): Reading =>
  (rules) => ({ reason, params: { [parameter]: ruleValue(rules, ...names) ?? '' } })

/** A minimum of one is how the contract says that something must be there. */
const atLeast =
  (reason: string, ...names: string[]): Reading =>
  (rules): Refusal => {
    const min = ruleValue(rules, ...names) ?? ''
    return String(min) === '1' ? { reason: 'required', params: {} } : { reason, params: { min } }
  }

const range: Reading = (rules) => ({
  reason: 'out_of_range',
  params: { min: ruleValue(rules, 'gte', 'gt') ?? '', max: ruleValue(rules, 'lte', 'lt') ?? '' },
})

const readings: Readonly<Record<string, Reading>> = {
  required: just('required'),
  min_len: atLeast('too_short', 'min_len'),
  max_len: bounded('too_long', 'max', 'max_len'),
  min_bytes: just('wrong_format'),
  max_bytes: bounded('too_long_bytes', 'max', 'max_bytes'),
  len: bounded('wrong_length', 'length', 'len'),
  email: just('email_invalid'),
  email_empty: just('required'),
  uuid: just('uuid_invalid'),
  uuid_empty: just('required'),
  tuuid: just('uuid_invalid'),
  tuuid_empty: just('required'),
  uri: just('uri_invalid'),
  uri_empty: just('required'),
  in: (rules, broken) => ({ reason: 'not_one_of', params: { allowed: allowedValues(broken, rules) } }),
  const: just('not_allowed'),
  defined_only: just('enum_unknown'),
  gte: bounded('too_small', 'min', 'gte'),
  gt: bounded('not_above', 'bound', 'gt'),
  lte: bounded('too_large', 'max', 'lte'),
  lt: bounded('not_below', 'bound', 'lt'),
  unique: just('items_not_unique'),
  max_items: bounded('too_many_items', 'max', 'max_items'),
  min_items: atLeast('too_few_items', 'min_items'),
  max_pairs: bounded('too_many_items', 'max', 'max_pairs'),
  min_pairs: atLeast('too_few_items', 'min_pairs'),
}

const overridden: Readonly<Record<string, Reading>> = {
  'bytes.max_len': bounded('too_long_bytes', 'max', 'max_len'),
  'bytes.min_len': atLeast('wrong_format', 'min_len'),
  // UNSPECIFIED is the only enum value that rules exclude: something must be chosen.
  'enum.not_in': just('required'),
}

/** Translates a broken rule of the contract; a rule of our own (CEL) keeps its id as the reason when `hasSentence` knows it. */
export const reasonOf = (broken: BrokenRule, hasSentence: (reason: string) => boolean): Refusal => {
  const { ruleId } = broken
  if (ruleId.includes('.') && hasSentence(ruleId)) return { reason: ruleId, params: {} }
  const kind = ruleId.slice(ruleId.lastIndexOf('.') + 1)
  const reading = overridden[ruleId] ?? readings[kind]
  if (reading) return reading(rulesOf(broken), broken)
  if (/^g(?:te|t)_l(?:te|t)(?:_exclusive)?$/.test(kind)) return range(rulesOf(broken), broken)
  return { reason: kind === 'not_in' ? 'not_allowed' : 'wrong_format', params: {} }
}
