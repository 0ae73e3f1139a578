import type { DescField } from '@bufbuild/protobuf'
import type { Rpc } from '../../src/rpc'
import { hasExpectedVersion, queryFields } from './fields'
import type { Parameter, Reference } from './OpenApi'
import { requiredFields } from './requiredFields'
import type { Schemas } from './schemas'
import { refer } from './shared'
import { wellKnownSchema } from './wellKnown'

const jsonPath = (path: DescField[]): string => path.map(({ jsonName }) => jsonName).join('.')

/** `/v1/accounts/{accountId}/timeline`: the template with the names of JSON. */
export const pathOf = ({ route }: Rpc): string =>
  (route?.pathFields ?? []).reduce(
    (template, { name, path }) => template.replace(`{${name}}`, `{${jsonPath(path)}}`),
    route?.template ?? '',
  )

const pathParameters = ({ route }: Rpc, schemas: Schemas): Parameter[] =>
  (route?.pathFields ?? []).flatMap(({ path }) => {
    const field = path.at(-1)
    if (!field) return []
    const { description, ...schema } = schemas.field(field, 'query')
    return [{ name: jsonPath(path), in: 'path', ...(description && { description }), required: true, schema }]
  })

/** A message in the query is spelled field by field: `filter.ownerId=me`. */
const queryParameter = (path: DescField[], required: boolean, schemas: Schemas): Parameter[] => {
  const field = path.at(-1)
  if (!field || path.length > 4) throw new Error(`${jsonPath(path)} is too deep for a query`)
  if (field.fieldKind === 'message' && !wellKnownSchema(field.message)) {
    return field.message.fields.flatMap((inner) => queryParameter([...path, inner], false, schemas))
  }
  if (field.fieldKind === 'map' || (field.fieldKind === 'list' && field.listKind === 'message')) {
    throw new Error(`${field.parent.typeName}.${field.name} cannot be spelled in a query: give the rpc a body`)
  }
  const { description, ...schema } = schemas.field(field, 'query')
  return [
    { name: jsonPath(path), in: 'query', ...(description && { description }), ...(required && { required }), schema },
  ]
}

const queryParameters = (rpc: Rpc, schemas: Schemas): Parameter[] => {
  const required = requiredFields(rpc.input)
  return queryFields(rpc).flatMap((field) => queryParameter([field], required.has(field.name), schemas))
}

/** Path, query and headers of an operation. */
export const parametersOf = (rpc: Rpc, schemas: Schemas): (Parameter | Reference)[] => [
  ...pathParameters(rpc, schemas),
  ...queryParameters(rpc, schemas),
  ...(rpc.route?.verb === 'POST' ? [refer('parameters', 'IdempotencyKey')] : []),
  ...(hasExpectedVersion(rpc) ? [refer('parameters', 'IfMatch')] : []),
]
