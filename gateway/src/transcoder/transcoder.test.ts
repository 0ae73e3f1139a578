import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toUSVString } from 'node:util'
import {
  create,
  fromBinary,
  ScalarType,
  toBinary,
  toJson,
  type DescField,
  type DescMessage,
  type Message,
} from '@bufbuild/protobuf'
import { RapportError } from '@rapport/chassis'
import { contract } from '@rapport/proto'
import { AccountSchema, ListAccountsResponseSchema } from '@rapport/proto/customer'
import { CurrentSessionSchema, PrincipalSchema, RoleSchema } from '@rapport/proto/identity'
import fc from 'fast-check'
import { jsonWriter } from './jsonWriter'
import { planOf } from './plan'
import { router } from './router'
import { parseTimestamp } from './timestamp'
import { WireError } from './WireReader'

const messages: DescMessage[] = [
  AccountSchema,
  ListAccountsResponseSchema,
  RoleSchema,
  CurrentSessionSchema,
  PrincipalSchema,
]

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '"\\\n\u0000', '王芳 😀', 'a'.repeat(200)))

/** Any value of a field as protobuf-es keeps it. */
const valueOf = (field: DescField, depth: number): fc.Arbitrary<unknown> => {
  if (field.message) return messageOf(field.message, depth - 1)
  if (field.enum) return fc.constantFrom(...field.enum.values.map(({ number }) => number), 99)
  switch (field.scalar) {
    case ScalarType.STRING:
      return text
    case ScalarType.BOOL:
      return fc.boolean()
    case ScalarType.INT64:
      return fc.bigInt(-62_135_596_800n, 253_402_300_799n)
    default:
      return fc.integer({ min: -2_147_483_648, max: 2_147_483_647 })
  }
}

const fieldOf = (field: DescField, depth: number): fc.Arbitrary<unknown> => {
  if (field.fieldKind === 'list') return fc.array(valueOf(field, depth), { maxLength: 3 })
  if (field.fieldKind === 'map')
    return fc.dictionary(fc.string({ minLength: 1 }), valueOf(field, depth), { maxKeys: 3 })
  return valueOf(field, depth)
}

/** Any message of a type, some fields set and some not. */
const messageOf = (desc: DescMessage, depth = 4): fc.Arbitrary<Message> => {
  if (desc.typeName === 'google.protobuf.Timestamp') {
    const nanos = fc.oneof(fc.constantFrom(0, 120_000_000, 999_000), fc.integer({ min: 0, max: 999_999_999 }))
    return fc
      .record({ seconds: fc.bigInt(-62_135_596_800n, 253_402_300_799n), nanos })
      .map((value) => create(desc, value))
  }
  const fields = depth > 0 ? desc.fields : desc.fields.filter((field) => !field.message)
  const parts = Object.fromEntries(fields.map((field) => [field.localName, fieldOf(field, depth)]))
  return fc.record(parts, { requiredKeys: [] }).map((value) => create(desc, value as Record<string, unknown>))
}

describe('jsonWriter', () => {
  it.each(messages.map((desc) => [desc.typeName, desc] as const))('writes %s as protobuf-es does', (_, desc) => {
    const write = jsonWriter(desc)
    fc.assert(
      fc.property(messageOf(desc), (message) => {
        const expected = JSON.stringify(toJson(desc, message, { alwaysEmitImplicit: true }))
        expect(JSON.parse(write(toBinary(desc, message)).toString())).toEqual(JSON.parse(expected))
      }),
      { numRuns: 200 },
    )
  })

  it('understands fields in another order than that of their numbers', () => {
    const parts = [{ name: 'a' }, { id: 'i' }, { tags: ['x'] }, { number: 'n' }, { tags: ['y'] }]
    const bytes = Buffer.concat(parts.map((part) => toBinary(AccountSchema, create(AccountSchema, part))))
    expect(JSON.parse(jsonWriter(AccountSchema)(bytes).toString())).toMatchObject({
      name: 'a',
      id: 'i',
      number: 'n',
      tags: ['x', 'y'],
    })
  })

  it('passes over fields that a newer service knows', () => {
    const newer = Buffer.concat([
      toBinary(AccountSchema, create(AccountSchema, { id: 'i' })),
      Buffer.from([0xfa, 0x7f, 2, 1, 2]),
    ])
    expect(JSON.parse(jsonWriter(AccountSchema)(newer).toString())).toMatchObject({ id: 'i' })
  })

  it('never runs away on bytes that are no message', () => {
    const write = jsonWriter(ListAccountsResponseSchema)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          write(bytes)
        } catch (error) {
          expect([WireError.name, 'RangeError', 'Error']).toContain((error as Error).name)
        }
      }),
    )
  })
})

describe('reading requests', () => {
  const plans = contract().rpcs.flatMap((rpc) => (rpc.route && !rpc.raw ? [planOf(rpc, rpc.route)] : []))
  const names = [...new Set(plans.flatMap(({ rpc }) => rpc.input.fields.map(({ jsonName }) => jsonName)))]
  const body = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.constantFrom(...names, 'name', '__proto__', 'toString'), fc.jsonValue()),
  )
  const query = fc.oneof(
    fc.string(),
    fc
      .array(fc.tuple(fc.constantFrom(...names), fc.string()))
      .map((pairs) => pairs.map((pair) => pair.join('=')).join('&')),
  )

  it('gives the service a message that it can read, or names what is wrong, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...plans),
        body,
        query,
        fc.string(),
        fc.string(),
        (plan, json, search, value, tag) => {
          const request = { values: [value, value], query: search, body: json, ifMatch: tag || undefined }
          try {
            fromBinary(plan.rpc.input, plan.read(request))
          } catch (error) {
            expect(error).toBeInstanceOf(RapportError)
            expect((error as RapportError).kind).toBe('invalid')
          }
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('reads back what protobuf-es writes', () => {
    const plan = plans.find(({ rpc }) => rpc.method.name === 'CreateAccount')
    const input = plan?.rpc.input.field['account']?.message
    if (!plan || !input) throw new Error('the contract has no CreateAccount')
    fc.assert(
      fc.property(messageOf(input), (account) => {
        const json = toJson(input, account) as Record<string, unknown>
        const isPlain = !/UNSPECIFIED|[:[,]99\b/.test(JSON.stringify(json))
        fc.pre(isPlain && toUSVString(JSON.stringify(json)) === JSON.stringify(json))
        const bytes = plan.read({ values: [], query: '', body: json, ifMatch: undefined })
        const back = fromBinary(plan.rpc.input, bytes) as Message & { account?: Message }
        expect(toJson(input, back.account ?? create(input))).toEqual(json)
      }),
      { numRuns: 300 },
    )
  })
})

describe('router', () => {
  const match = router(contract().rpcs.flatMap(({ route, id }) => (route ? [{ route, target: id }] : [])))

  it.each<[string, string, string, string[]]>([
    ['GET', '/v1/accounts', 'customer.AccountService/ListAccounts', []],
    ['GET', '/v1/accounts:count', 'customer.AccountService/CountAccounts', []],
    ['GET', '/v1/accounts/a-1', 'customer.AccountService/GetAccount', ['a-1']],
    ['HEAD', '/v1/accounts/a-1', 'customer.AccountService/GetAccount', ['a-1']],
    ['POST', '/v1/accounts/a-1:assign', 'customer.AccountService/AssignAccount', ['a-1']],
    ['GET', '/v1/accounts/a-1/timeline', 'customer.AccountService/ListTimeline', ['a-1']],
    ['GET', '/v1/imports/template', 'customer.ImportService/DownloadTemplate', []],
    ['GET', '/v1/roles/catalogue', 'identity.RoleService/GetPermissionCatalogue', []],
    ['DELETE', '/v1/roles/catalogue', 'identity.RoleService/DeleteRole', ['catalogue']],
    ['GET', '/v1/accounts/a%3Ab%2Fc%20d', 'customer.AccountService/GetAccount', ['a:b/c d']],
  ])('%s %s is %s', (method, path, target, values) => {
    expect(match(method, path)).toEqual({ kind: 'found', target, values })
  })

  it('never throws, whatever the path', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webPath()), (path) => {
        expect(['found', 'notFound', 'malformed', 'methodNotAllowed']).toContain(
          match('GET', `/v1/accounts${path}`).kind,
        )
      }),
    )
  })
})

describe('parseTimestamp', () => {
  it.each([
    ['2026-01-15T09:30:00Z', { seconds: 1_768_469_400, nanos: 0 }],
    ['2026-01-15T17:30:00.5+08:00', { seconds: 1_768_469_400, nanos: 500_000_000 }],
    ['0001-01-01T00:00:00Z', { seconds: -62_135_596_800, nanos: 0 }],
    ['2024-02-29T00:00:00.123456789Z', { seconds: 1_709_164_800, nanos: 123_456_789 }],
  ])('reads %s', (given, instant) => {
    expect(parseTimestamp(given)).toEqual(instant)
  })

  it.each([
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-15',
    '2026-01-15T24:00:00Z',
    '2026-01-15 09:30:00Z',
    'now',
    '',
  ])('refuses %j', (given) => {
    expect(parseTimestamp(given)).toBeUndefined()
  })
})

it('knows no resource by name', () => {
  const resources = contract().permissions.map((permission) => permission.split('.')[1] ?? '')
  const sources = readdirSync(__dirname).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const code = sources.map((name) => readFileSync(join(__dirname, name), 'utf8')).join('\n')
  const words = new Set(code.replace(/\/\*\*?[\s\S]*?\*\/|^import .*$/gm, '').match(/[A-Za-z]+/g))
  expect([...new Set(resources)].filter((resource) => words.has(resource) || words.has(`${resource}s`))).toEqual([])
})
