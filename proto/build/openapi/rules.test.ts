import { create, setExtension, type MessageInitShape } from '@bufbuild/protobuf'
import { FieldOptionsSchema } from '@bufbuild/protobuf/wkt'
import { field, FieldRulesSchema, Ignore } from '@bufbuild/protovalidate/gen/buf/validate/validate_pb.js'
import { AccountSchema } from '../../src/gen/customer'
import { allowsEmpty, innerRules, keywordsOf, refusesUnspecified, rulesOf } from './rules'

/** Rules of a field that carries these and nothing else. */
const rules = (init: MessageInitShape<typeof FieldRulesSchema>) => {
  const options = create(FieldOptionsSchema)
  setExtension(options, field, create(FieldRulesSchema, init))
  const { name } = AccountSchema.field
  return rulesOf({ ...name, proto: { ...name.proto, options } })
}

it('says the same in JSON Schema as the rules of a text', () => {
  const text = rules({ type: { case: 'string', value: { minLen: 2n, maxLen: 9n, pattern: '^a', in: ['ab', 'ac'] } } })
  expect(keywordsOf(text)).toEqual({ minLength: 2, maxLength: 9, pattern: '^a', enum: ['ab', 'ac'] })
})

it('knows the formats', () => {
  const uuid = rules({ type: { case: 'string', value: { wellKnown: { case: 'uuid', value: true } } } })
  expect(keywordsOf(uuid)).toEqual({ format: 'uuid' })
})

it('bounds numbers', () => {
  const value = { lessThan: { case: 'lt', value: 10 }, greaterThan: { case: 'gte', value: 1 } } as const
  expect(keywordsOf(rules({ type: { case: 'int32', value } }))).toEqual({ exclusiveMaximum: 10, minimum: 1 })
})

it('does not bound 64-bit integers, which are strings in JSON', () => {
  expect(keywordsOf(rules({ type: { case: 'int64', value: { lessThan: { case: 'lt', value: 10n } } } }))).toEqual({})
})

it('tells the rules of a list from those of its elements', () => {
  const items = { type: { case: 'string', value: { maxLen: 40n } } } as const
  const list = rules({ type: { case: 'repeated', value: { maxItems: 3n, unique: true, items } } })
  expect(keywordsOf(list)).toEqual({ maxItems: 3, uniqueItems: true })
  expect(keywordsOf(innerRules(list, 'items'))).toEqual({ maxLength: 40 })
})

it('gives examples', () => {
  expect(keywordsOf(rules({ type: { case: 'string', value: { example: ['Li Lei'] } } }))).toEqual({
    examples: ['Li Lei'],
  })
})

it('knows when an enum must say something', () => {
  expect(refusesUnspecified(rules({ type: { case: 'enum', value: { notIn: [0] } } }))).toBe(true)
  expect(refusesUnspecified(rules({ required: true }))).toBe(true)
  expect(refusesUnspecified(rules({ type: { case: 'enum', value: { definedOnly: true } } }))).toBe(false)
})

it('knows when an empty value passes', () => {
  expect(allowsEmpty(rules({ ignore: Ignore.IF_ZERO_VALUE }))).toBe(true)
  expect(allowsEmpty(rules({}))).toBe(false)
})
