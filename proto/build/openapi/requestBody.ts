import type { DescMessage } from '@bufbuild/protobuf'
import type { Rpc } from '../../src/rpc'
import { bodyFields } from './fields'
import { schemaName } from './names'
import type { RequestBody } from './OpenApi'
import type { Schema } from './Schema'
import type { Schemas } from './schemas'

/** First message of an upload: says what the file is. The file's name comes with the part that holds it. */
const headerOf = (input: DescMessage): DescMessage | undefined => input.fields.find(({ message }) => message)?.message

const uploadSchema = ({ input }: Rpc, schemas: Schemas): Schema => {
  const header = headerOf(input)
  const fields = header?.fields.filter(({ name }) => name !== 'file_name') ?? []
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries(fields.map((field) => [field.jsonName, schemas.field(field, 'query')])),
      file: { type: 'string', format: 'binary' },
    },
    required: ['file'],
  }
}

const wholeRequest = (rpc: Rpc, schemas: Schemas): Schema =>
  schemas.components.refer(schemaName(rpc.input), rpc.input.typeName, () =>
    schemas.object(rpc.input, bodyFields(rpc), rpc.route?.verb === 'PATCH' ? 'patch' : 'request'),
  )

const isEmpty = (rpc: Rpc): boolean => bodyFields(rpc).length === 0

/** Body of an operation; `undefined` when it has none. */
export const requestBodyOf = (rpc: Rpc, schemas: Schemas): RequestBody | undefined => {
  const { route, raw } = rpc
  if (!route || route.body === '') return undefined
  const mediaType = raw?.requestMediaType ?? 'application/json'
  if (mediaType === 'multipart/form-data') {
    return { required: true, content: { [mediaType]: { schema: uploadSchema(rpc, schemas) } } }
  }
  const schema = route.bodyField?.message
    ? schemas.message(route.bodyField.message, route.verb === 'PATCH' ? 'patch' : 'request')
    : wholeRequest(rpc, schemas)
  return { required: !(route.body === '*' && isEmpty(rpc)), content: { [mediaType]: { schema } } }
}
