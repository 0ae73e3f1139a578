import fc from 'fast-check'
import { parametersOf, type Description, type Operation, type Parameter, type Schema } from '../openApiClient'
import { hostileText } from './hostileText'

/** A request as the fuzzer makes it. Ids are written `pool:<collection>:<n>`: the n-th id of it that is known when it is sent. */
export interface FuzzRequest {
  operationId: string
  method: string
  path: string
  query: [string, string][]
  headers: Record<string, string>
  /** JSON text, well-formed or not; absent for none. */
  body?: string
  /** Content of the file of an upload. */
  file?: string
}

const people = ['owner', 'user', 'manager', 'actor']

// The collection that `accountId`, `roleIds`, `ownerId` speak of.
const collectionOf = (field: string): string => {
  const thing = field.split('.').at(-1)?.replace(/Ids?$/, '') ?? ''
  if (people.includes(thing)) return 'users'
  return thing === 'parent' ? 'departments' : `${thing}s`
}

const anId = (collection: string) =>
  fc.oneof(
    { weight: 30, arbitrary: fc.nat(10_000).map((at) => `pool:${collection}:${at}`) },
    { weight: 3, arbitrary: fc.nat(10_000).map((at) => `pool:all:${at}`) },
    { weight: 1, arbitrary: fc.uuid() },
  )

const named = (description: Description, ref: string): Schema => {
  const found = description.components.schemas[ref.split('/').at(-1) ?? '']
  if (!found) throw new Error(`the description has no ${ref}`)
  return found
}

const fittingText = (
  { examples, format, pattern, maxLength = 60, minLength = 0 }: Schema,
  name: string,
): fc.Arbitrary<string> => {
  if (format === 'uuid' || pattern?.includes('[0-9a-f]{8}')) return anId(collectionOf(name))
  if (format === 'date-time') {
    return fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((at) => at.toISOString())
  }
  if (format === 'email') return fc.emailAddress()
  const plain = pattern
    ? fc.stringMatching(new RegExp(pattern))
    : fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 60) })
  if (!examples?.length) return plain
  const known = fc.constantFrom(...examples.map(String))
  return fc.oneof({ weight: 1, arbitrary: plain }, { weight: 9, arbitrary: known })
}

// What is required and up to three more: the more there is, the likelier one of them is refused.
const someOf = (fields: Record<string, fc.Arbitrary<unknown>>, required: readonly string[]) =>
  fc
    .subarray(
      Object.keys(fields).filter((name) => !required.includes(name)),
      { maxLength: Math.min(3, Object.keys(fields).length - required.length) },
    )
    .chain((chosen) =>
      fc.record(Object.fromEntries([...required, ...chosen].map((name) => [name, fields[name] ?? fc.constant(null)]))),
    )

/** Values that fit a schema of the description. */
const fitting = (description: Description, schema: Schema, name = '', depth = 0): fc.Arbitrary<unknown> => {
  const inner = (one: Schema, field = name) => fitting(description, one, field, depth + 1)
  if (schema.$ref) return inner(named(description, schema.$ref))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => inner(one)))
  switch (schema.type) {
    case 'string':
      return fittingText(schema, name)
    case 'boolean':
      return fc.boolean()
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? -5, max: Math.min(schema.maximum ?? 100_000, 100_000) })
    case 'array':
      return fc.array(inner(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 3 })
    case 'object': {
      const { properties = {}, required = [], additionalProperties } = schema
      const fields = Object.fromEntries(Object.entries(properties).map(([field, one]) => [field, inner(one, field)]))
      const known = someOf(fields, required)
      if (typeof additionalProperties !== 'object' || depth > 6) return known
      return fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), inner(additionalProperties), { maxKeys: 3 })
    }
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

const wrong = fc.oneof(hostileText, fc.jsonValue({ maxDepth: 3 }), fc.integer(), fc.constantFrom(null, [], {}, true))

// One field of a fitting body replaced by something else, added, or left out.
const spoilt = (body: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(body, fc.nat(30), fc.oneof(hostileText, wrong), fc.integer({ min: 0, max: 9 }))
    .map(([value, at, other, how]) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return other
      const names = Object.keys(value)
      const name = names[at % Math.max(names.length, 1)] ?? 'name'
      if (how === 0) return Object.fromEntries(Object.entries(value).filter(([one]) => one !== name))
      if (how === 1) return { ...value, [(JSON.stringify(other) ?? '').slice(0, 30)]: at }
      return { ...value, [name]: other }
    })

const bodyText = (description: Description, schema: Schema): fc.Arbitrary<string> => {
  const fits = fitting(description, schema)
  const json = (body: fc.Arbitrary<unknown>) => body.map((value) => JSON.stringify(value) ?? 'null')
  return fc.oneof(
    { weight: 10, arbitrary: json(fits) },
    { weight: 6, arbitrary: json(spoilt(fits)) },
    { weight: 1, arbitrary: json(wrong) },
    { weight: 1, arbitrary: json(fits).map((text) => text.slice(0, -1)) },
  )
}

const parameterText = (description: Description, { name, schema = {} }: Parameter): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fitting(description, schema, name).map((value) => String(value)) },
    { weight: 1, arbitrary: hostileText },
  )

const headerText = fc.oneof(
  fc.uuid(),
  fc.constantFrom('"1"', '*', 'W/"2"', '"', '"99999999999999999999"', ''),
  fc.string({ maxLength: 80 }).map((text) => text.replace(/[^\x20-\x7e]/g, '')),
)

const aFile = fc
  .array(fc.array(fc.oneof(hostileText, fc.constantFrom('客户名称', '电话', '13800138000')), { maxLength: 5 }), {
    maxLength: 6,
  })
  .map((rows) => rows.map((row) => row.join(',')).join('\n'))

// A lone surrogate cannot be written in an address at all.
const wellFormed = (text: string) => Buffer.from(text).toString()

/** The collection of a route: `accounts` of /v1/accounts/{id}:assign. */
export const collectionIn = (path: string): string => path.split('/')[2]?.split(':')[0] ?? ''

/** Requests for one operation, fitting or not. */
export const requestsFor = (
  description: Description,
  { path, method, operation }: { path: string; method: string; operation: Operation },
): fc.Arbitrary<FuzzRequest> => {
  const parameters = parametersOf(description, operation)
  const inPlace = (place: Parameter['in']) => parameters.filter((one) => one.in === place)
  const values = (of: Parameter[], text: (one: Parameter) => fc.Arbitrary<string>, required: boolean) =>
    someOf(Object.fromEntries(of.map((one) => [one.name, text(one)])), required ? of.map(({ name }) => name) : [])
  const content = operation.requestBody?.content ?? {}
  const schema = content['application/json']?.schema
  return fc
    .record({
      inPath: values(
        inPlace('path'),
        ({ name }) =>
          fc.oneof(
            { weight: 20, arbitrary: anId(name === 'id' ? collectionIn(path) : collectionOf(name)) },
            { weight: 1, arbitrary: hostileText },
          ),
        true,
      ),
      query: values(inPlace('query'), (one) => parameterText(description, one), false),
      headers: fc.oneof(
        { weight: 3, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: values(inPlace('header'), () => headerText, false) },
      ),
      body: schema ? bodyText(description, schema) : fc.constant(undefined),
      file: 'multipart/form-data' in content ? aFile : fc.constant(undefined),
    })
    .map(({ inPath, query, headers, body, file }) => ({
      operationId: operation.operationId,
      method: method.toUpperCase(),
      path: Object.entries(inPath).reduce(
        (filled, [name, value]) => filled.replace(`{${name}}`, () => encodeURIComponent(wellFormed(String(value)))),
        path,
      ),
      query: Object.entries(query).map(([name, value]): [string, string] => [name, wellFormed(String(value))]),
      headers: headers as Record<string, string>,
      ...(body !== undefined && { body }),
      ...(file !== undefined && { file }),
    }))
}
