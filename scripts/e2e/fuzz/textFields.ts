import type { Description, Operation, Schema } from '../openApiClient'

/** A field of a body that takes free text, alone or as items of a list. */
export interface TextField {
  name: string
  isList: boolean
}

const resolved = ({ components }: Description, schema: Schema): Schema => {
  const inner = schema.anyOf?.[0] ?? schema
  return components.schemas[inner.$ref?.split('/').at(-1) ?? ''] ?? inner
}

const isText = ({ type, enum: values, format, pattern }: Schema): boolean =>
  type === 'string' && !values && format !== 'uuid' && format !== 'date-time' && !pattern?.includes('[0-9a-f]{8}')

/** The fields of an operation's JSON body that take free text. */
export const textFieldsOf = (description: Description, { requestBody }: Operation): TextField[] => {
  const body = requestBody?.content?.['application/json']?.schema
  if (!body) return []
  return Object.entries(resolved(description, body).properties ?? {}).flatMap(([name, schema]): TextField[] => {
    const field = resolved(description, schema)
    if (field.type === 'array') return isText(resolved(description, field.items ?? {})) ? [{ name, isList: true }] : []
    return isText(field) ? [{ name, isList: false }] : []
  })
}
