import { getOption, hasOption, toJson, type DescField, type JsonObject, type JsonValue } from '@bufbuild/protobuf'
import { field as fieldRules, FieldRulesSchema } from '@bufbuild/protovalidate/gen/buf/validate/validate_pb.js'
import type { Schema } from './Schema'

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isPlain = (value: JsonValue): value is string | number => typeof value === 'string' || typeof value === 'number'

const plain = (value: JsonValue): (string | number)[] => (Array.isArray(value) ? value : [value]).filter(isPlain)

/** Rule of protovalidate -> keyword of JSON Schema. Rules without a counterpart are enforced but not described. */
const keywords: Partial<Record<string, (value: JsonValue) => Schema>> = {
  len: (value) => ({ minLength: Number(value), maxLength: Number(value) }),
  minLen: (value) => ({ minLength: Number(value) }),
  maxLen: (value) => ({ maxLength: Number(value) }),
  pattern: (value) => ({ pattern: plain(value).join() }),
  in: (value) => ({ enum: plain(value) }),
  const: (value) => ({ const: plain(value)[0] }),
  uuid: () => ({ format: 'uuid' }),
  email: () => ({ format: 'email' }),
  uri: () => ({ format: 'uri' }),
  hostname: () => ({ format: 'hostname' }),
  ipv4: () => ({ format: 'ipv4' }),
  ipv6: () => ({ format: 'ipv6' }),
  gte: (value) => ({ minimum: Number(value) }),
  lte: (value) => ({ maximum: Number(value) }),
  gt: (value) => ({ exclusiveMinimum: Number(value) }),
  lt: (value) => ({ exclusiveMaximum: Number(value) }),
  minItems: (value) => ({ minItems: Number(value) }),
  maxItems: (value) => ({ maxItems: Number(value) }),
  unique: () => ({ uniqueItems: true }),
  minPairs: (value) => ({ minProperties: Number(value) }),
  maxPairs: (value) => ({ maxProperties: Number(value) }),
  example: (value) => ({ examples: plain(value) }),
}

/** The validation rules of a field as JSON, e.g. `{ required: true, string: { maxLen: '100' } }`; empty when it has none. */
export const rulesOf = (field: DescField): JsonObject => {
  const rules = hasOption(field, fieldRules) ? toJson(FieldRulesSchema, getOption(field, fieldRules)) : {}
  return isObject(rules) ? rules : {}
}

/** Rules of the elements (`items`) of a list, or of the `keys` or `values` of a map. */
export const innerRules = (rules: JsonObject, part: 'items' | 'keys' | 'values'): JsonObject => {
  const outer = rules['repeated'] ?? rules['map']
  const inner = isObject(outer) ? outer[part] : undefined
  return isObject(inner) ? inner : {}
}

/** Rules that only hold for numbers that JSON carries as numbers: 64-bit integers are strings there. */
const numeric = ['int32', 'uint32', 'sint32', 'fixed32', 'sfixed32', 'float', 'double']
const described = ['string', 'repeated', 'map', ...numeric]

/** The keywords of JSON Schema that say the same as the rules. */
export const keywordsOf = (rules: JsonObject): Schema =>
  described
    .flatMap((kind) => (isObject(rules[kind]) ? Object.entries(rules[kind]) : []))
    .reduce<Schema>((schema, [rule, value]) => ({ ...schema, ...keywords[rule]?.(value) }), {})

/** Whether an enum field must hold a value other than the unspecified one. */
export const refusesUnspecified = (rules: JsonObject): boolean => {
  const notIn = isObject(rules['enum']) ? rules['enum']['notIn'] : undefined
  return rules['required'] === true || (Array.isArray(notIn) && notIn.includes(0))
}

/** Whether an empty value passes although the other rules would refuse it. */
export const allowsEmpty = (rules: JsonObject): boolean => rules['ignore'] === 'IGNORE_IF_ZERO_VALUE'
