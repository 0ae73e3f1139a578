import type { Description, Operation, Schema } from '../openApiClient'

/** What of `value` does not fit `schema`, as a path and a word; undefined when all does. */
const misfit = (description: Description, schema: Schema, value: unknown, at: string): string | undefined => {
  const inner = (one: Schema, part: unknown, path: string) => misfit(description, one, part, path)
  if (schema.$ref) {
    const named = description.components.schemas[schema.$ref.split('/').at(-1) ?? '']
    return named ? inner(named, value, at) : `${at}: ${schema.$ref} is not described`
  }
  if (schema.anyOf)
    return schema.anyOf.some((one) => !inner(one, value, at)) ? undefined : `${at}: fits nothing declared`
  if (schema.enum && !schema.enum.includes(value)) return `${at}: ${JSON.stringify(value)} is not declared`
  switch (schema.type) {
    case 'string':
    case 'boolean':
      return typeof value === schema.type ? undefined : `${at}: no ${schema.type}`
    case 'integer':
    case 'number':
      return typeof value === 'number' ? undefined : `${at}: no number`
    case 'array':
      if (!Array.isArray(value)) return `${at}: no array`
      return value.map((part, index) => inner(schema.items ?? {}, part, `${at}[${index}]`)).find(Boolean)
    case 'object': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${at}: no object`
      const missing = schema.required?.find((name) => !(name in value))
      if (missing) return `${at}.${missing}: missing`
      return Object.entries(value)
        .map(([name, part]) => {
          const declared = schema.properties?.[name] ?? schema.additionalProperties
          if (declared === false) return `${at}.${name}: not declared`
          return typeof declared === 'object' ? inner(declared, part, `${at}.${name}`) : undefined
        })
        .find(Boolean)
    }
    default:
      return undefined
  }
}

/** What is wrong with an answer by the description: a 5xx, an undeclared status or type, a body that does not fit. */
export const fittingFault = (
  description: Description,
  operation: Operation,
  { status, headers }: { status: number; headers: Headers },
  text: string,
): string | undefined => {
  if (status >= 500) return 'is a failure of ours'
  const type = headers.get('content-type')?.split(';')[0] ?? ''
  if (status >= 400) {
    if (type !== 'application/problem+json') return `is no problem but ${type}`
    return misfit(description, { $ref: 'Problem' }, JSON.parse(text), 'problem')
  }
  const declared = operation.responses[String(status)]
  if (!declared) return 'is not declared'
  if (!declared.content) return text === '' ? undefined : 'has a body that is not declared'
  const media = declared.content[type]
  if (!media) return `is ${type}, which is not declared`
  return type === 'application/json' && media.schema
    ? misfit(description, media.schema, JSON.parse(text), 'body')
    : undefined
}
