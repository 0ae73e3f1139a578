import { getOption, ScalarType, type DescField, type DescMessage } from '@bufbuild/protobuf'
import {
  field as fieldRules,
  MapRulesSchema,
  RepeatedRulesSchema,
  StringRulesSchema,
  type FieldRules,
} from '@bufbuild/protovalidate/gen/buf/validate/validate_pb.js'
import { isFieldSet } from '@bufbuild/protobuf'
import { contract } from './contract'

const reachable = (message: DescMessage, seen: Set<DescMessage>): Set<DescMessage> => {
  if (seen.has(message) || message.typeName.startsWith('google.')) return seen
  seen.add(message)
  for (const { message: inner } of message.fields) if (inner) reachable(inner, seen)
  return seen
}

/** A pattern without `*`, `+` or `{n,}` outside of a character class cannot match a text of any length. */
const isBoundedPattern = (pattern: string): boolean =>
  /^\^.*\$$/.test(pattern) && !/[*+]|,\}/.test(pattern.replace(/\\.|\[[^\]]*\]/g, 'x'))

const isBoundedText = (rules: FieldRules | undefined): boolean => {
  if (rules?.type.case !== 'string') return false
  const { value } = rules.type
  const { maxLen, len, maxBytes } = StringRulesSchema.field
  return (
    [maxLen, len, maxBytes].some((rule) => isFieldSet(value, rule)) ||
    value.in.length > 0 ||
    value.wellKnown.case === 'uuid' ||
    isBoundedPattern(value.pattern)
  )
}

const isBoundedValue = (field: DescField, rules: FieldRules | undefined): boolean => {
  if (field.scalar === ScalarType.STRING) return isBoundedText(rules)
  if (field.scalar === ScalarType.BYTES) return rules?.type.case === 'bytes' && rules.type.value.maxLen > 0n
  return true
}

const isBounded = (field: DescField): boolean => {
  const rules = getOption(field, fieldRules)
  if (field.fieldKind === 'list') {
    if (rules.type.case !== 'repeated') return false
    const { value } = rules.type
    return isFieldSet(value, RepeatedRulesSchema.field.maxItems) && isBoundedValue(field, value.items)
  }
  if (field.fieldKind === 'map') {
    if (rules.type.case !== 'map') return false
    const { value } = rules.type
    return (
      isFieldSet(value, MapRulesSchema.field.maxPairs) &&
      isBoundedText(value.keys) &&
      isBoundedValue(field, value.values)
    )
  }
  return isBoundedValue(field, rules)
}

it('bounds every text, list and map of every request', () => {
  const inputs = new Set<DescMessage>()
  for (const { input } of contract().rpcs) reachable(input, inputs)
  const unbounded = [...inputs].flatMap(({ fields }) => fields).filter((field) => !isBounded(field))
  expect(unbounded.map((field) => `${field.parent.typeName}.${field.name}`)).toEqual([])
})
