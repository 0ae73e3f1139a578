import type { DescField, DescMessage } from '@bufbuild/protobuf'
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { invalid } from '@rapport/chassis'
import type { Violation } from '@rapport/chassis'
import type { Route } from '@rapport/proto'
import { readIfMatch } from './ifMatch'
import { isObject, messageReader } from './messageReader'
import type { ReadMessage } from './messageReader'
import { queryReader } from './query'
import { setAt, textValue } from './textValue'
import { maskWriter } from './updateMask'

/** What of an HTTP request becomes the rpc's request. */
interface RestRequest {
  /** Values of the path's fields, in the order of the template. */
  values: readonly string[]
  /** Query string without the question mark. */
  query: string
  /** Parsed JSON body; undefined when there is none. */
  body: unknown
  ifMatch: string | undefined
}

/** Turns an HTTP request into the rpc's request in wire format. Throws `invalid` with every fault, named as the caller wrote it. */
export type ReadRequest = (request: RestRequest) => Uint8Array

/** Makes the reader of an rpc's requests from its route; all that depends on the contract alone is worked out here, once. */
export const requestReader = (input: DescMessage, route: Route): ReadRequest => {
  const fieldNamed = (name: string) => input.fields.find((field) => field.name === name)
  const versionField = fieldNamed('expected_version')
  const mask = maskOf(fieldNamed('update_mask'))
  const writeMask = mask && route.bodyField?.message && maskWriter(mask, route.bodyField.message)
  const inPath = new Set(route.pathFields.map(({ path }) => path[0]).filter((field) => field !== undefined))
  const inBody = route.body === '*' ? input.fields : route.bodyField ? [route.bodyField] : []
  const readQuery = queryReader(input, new Set([...inPath, ...inBody]))
  const readInput = messageReader(input)
  const readBody = bodyReader(route, readInput, inPath)

  return ({ values, query, body, ifMatch }) => {
    const violations: Violation[] = []
    const writer = new BinaryWriter()
    const fields = readQuery(query, violations)
    route.pathFields.forEach(({ path }, index) => setPathValue(fields, path, values[index] ?? ''))
    const version = readIfMatch(ifMatch, violations)
    if (version !== undefined) useVersion(versionField, version, fields, body, route, violations)
    if (mask && writeMask) {
      writeMask(fields[mask.jsonName], body, writer, violations)
      delete fields[mask.jsonName]
    }
    readInput(fields, '', writer, violations)
    readBody?.(body ?? {}, '', writer, violations)
    if (violations.length > 0) throw invalid(...violations.slice(0, MAX_VIOLATIONS))
    return writer.finish()
  }
}

/** More faults than this are not listed: nobody reads them. */
const MAX_VIOLATIONS = 100

const maskOf = (field: DescField | undefined) =>
  field?.message?.typeName === 'google.protobuf.FieldMask' ? field : undefined

const setPathValue = (fields: Record<string, unknown>, path: readonly DescField[], text: string) => {
  const field = path.at(-1)
  if (field) setAt(fields, path, textValue(field, text))
}

/** The version of `If-Match` becomes the expected version, unless the caller expects another one in the same request. */
const useVersion = (
  field: DescField | undefined,
  version: number,
  fields: Record<string, unknown>,
  body: unknown,
  route: Route,
  violations: Violation[],
) => {
  if (!field) {
    // Reading is safe whatever the version; a change that ignored the condition would not be.
    if (route.verb !== 'GET') violations.push({ field: 'If-Match', reason: 'if_match_unsupported' })
    return
  }
  const holder = route.body === '*' && isObject(body) ? body : fields
  const other = holder[field.jsonName]
  if (other === undefined) fields[field.jsonName] = version
  else if (other !== version) violations.push({ field: field.jsonName, reason: 'if_match_contradicts' })
}

const bodyReader = (route: Route, readInput: ReadMessage, inPath: ReadonlySet<DescField>): ReadMessage | undefined => {
  if (route.body === '*') return wholeBody(readInput, inPath)
  const field = route.bodyField
  if (!field?.message) return undefined
  const read = messageReader(field.message)
  return (body, place, writer, violations) => {
    writer.tag(field.number, WireType.LengthDelimited).fork()
    read(body, place, writer, violations)
    writer.join()
  }
}

const wholeBody =
  (readInput: ReadMessage, inPath: ReadonlySet<DescField>): ReadMessage =>
  (body, place, writer, violations) => {
    const repeated = [...inPath].filter((field) => isObject(body) && Object.hasOwn(body, field.jsonName))
    if (repeated.length === 0) readInput(body, place, writer, violations)
    else violations.push(...repeated.map((field) => ({ field: field.jsonName, reason: 'field_in_path' })))
  }
