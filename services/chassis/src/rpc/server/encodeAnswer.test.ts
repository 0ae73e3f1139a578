import {
  create,
  ScalarType,
  toBinary,
  type DescField,
  type DescMessage,
  type MessageInitShape,
} from '@bufbuild/protobuf'
import { FieldMaskSchema, TimestampSchema, timestampFromMs } from '@bufbuild/protobuf/wkt'
import { contract } from '@rapport/proto'
import { AccountSchema, UploadImportRequestSchema } from '@rapport/proto/customer'
import { CurrentSessionSchema } from '@rapport/proto/identity'
import fc from 'fast-check'
import { answerEncoder } from './encodeAnswer'

const scalarValue = (type: ScalarType): fc.Arbitrary<unknown> => {
  if (type === ScalarType.STRING) return fc.string({ unit: 'grapheme' })
  if (type === ScalarType.BOOL) return fc.boolean()
  if (type === ScalarType.BYTES) return fc.uint8Array()
  if (type === ScalarType.INT64 || type === ScalarType.SINT64)
    return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  if (type === ScalarType.UINT64) return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
  if (type === ScalarType.UINT32) return fc.nat()
  if (type === ScalarType.DOUBLE) return fc.double()
  return fc.integer()
}

const key = fc.stringMatching(/^[a-z.]{1,8}$/)

const fieldValue = (field: DescField, depth: number): fc.Arbitrary<unknown> => {
  const single = field.message
    ? init(field.message, depth - 1)
    : field.enum
      ? fc.constantFrom(...field.enum.values.map(({ number }) => number))
      : scalarValue(field.scalar ?? ScalarType.INT32)
  if (field.fieldKind === 'list') return fc.array(single, { maxLength: 3 })
  return field.fieldKind === 'map' ? fc.dictionary(key, single, { maxKeys: 3 }) : single
}

/** Init shapes as handlers write them: any field may be missing. */
const init = (schema: DescMessage, depth = 3): fc.Arbitrary<object> => {
  if (depth === 0) return fc.constant({})
  const plain = schema.fields.filter(({ oneof }) => !oneof)
  const fields = plain.map((field): [string, fc.Arbitrary<unknown>] => [
    field.localName,
    fc.option(fieldValue(field, depth), { nil: undefined }),
  ])
  const oneofs = schema.oneofs.map((oneof): [string, fc.Arbitrary<unknown>] => [
    oneof.localName,
    fc.oneof(
      ...oneof.fields.map((field) =>
        fieldValue(field, depth).map((value): object => ({ case: field.localName, value })),
      ),
      fc.constant({ case: undefined }),
    ),
  ])
  return fc.record(Object.fromEntries([...fields, ...oneofs]))
}

const bytesOf = (schema: DescMessage, answer: object) =>
  toBinary(schema, create(schema, answer as MessageInitShape<DescMessage>))

describe('an answer', () => {
  const types = [...new Set(contract().rpcs.flatMap(({ input, output }) => [input, output]))]

  it.each(types.map((schema) => [schema.typeName, schema] as const))(
    'of type %s is the same as that of a complete message',
    (_, schema) => {
      const encode = answerEncoder(schema)
      fc.assert(
        fc.property(init(schema), (answer) => {
          expect(Buffer.from(encode(answer)).equals(bytesOf(schema, answer))).toBe(true)
        }),
        { numRuns: 30 },
      )
    },
  )

  it('may be a complete message, or contain some', () => {
    const account = create(AccountSchema, { name: '云启', createdAt: timestampFromMs(1_700_000_000_123) })
    expect(Buffer.from(answerEncoder(AccountSchema)(account)).equals(toBinary(AccountSchema, account))).toBe(true)
  })

  it('keeps the choice of a oneof even when its value is empty', () => {
    const answer = { part: { case: 'chunk', value: new Uint8Array() } }
    expect([...answerEncoder(UploadImportRequestSchema)(answer)]).toEqual([
      ...bytesOf(UploadImportRequestSchema, answer),
    ])
    expect(answerEncoder(UploadImportRequestSchema)(answer).byteLength).toBeGreaterThan(0)
  })

  it('has maps, times before 1970 and lists in it', () => {
    const session = {
      scopes: { 'customer.account': 3 },
      permissions: ['a', 'b'],
      user: { createdAt: { seconds: -5n, nanos: 1 } },
    }
    expect([...answerEncoder(CurrentSessionSchema)(session)]).toEqual([...bytesOf(CurrentSessionSchema, session)])
    expect([...answerEncoder(TimestampSchema)({ seconds: -1n })]).toEqual([
      ...bytesOf(TimestampSchema, { seconds: -1n }),
    ])
    expect([...answerEncoder(FieldMaskSchema)({ paths: [''] })]).toEqual([...bytesOf(FieldMaskSchema, { paths: [''] })])
  })

  it('that cannot be written leaves nothing behind for the next', () => {
    const encode = answerEncoder(AccountSchema)
    expect(() => encode({ name: 'x', tags: ['y'], version: 'no number' })).toThrow()
    expect([...encode({ name: 'z' })]).toEqual([...bytesOf(AccountSchema, { name: 'z' })])
  })
})
