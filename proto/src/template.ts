/** One part of a path template between two slashes: fixed text, or a field of the request by its dotted proto name. */
export type Segment = { kind: 'literal'; value: string } | { kind: 'field'; name: string }

export interface Template {
  segments: Segment[]
  /** `win` of `/v1/opportunities/{id}:win`. */
  customVerb?: string
}

const literal = /^[A-Za-z0-9_-]+$/
const field = /^\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\}$/
const shape = /^\/(?<path>[^:]+?)(?::(?<customVerb>[A-Za-z]+))?$/

const segment = (text: string): Segment | undefined => {
  if (literal.test(text)) return { kind: 'literal', value: text }
  const name = field.exec(text)?.[1]
  return name === undefined ? undefined : { kind: 'field', name }
}

/**
 * Parses a path template such as `/v1/accounts/{id}:restore`. Supported are fixed parts, `{field}`, `{a.b}` and a verb at
 * the end; `undefined` for everything else that google.api.http allows, such as `{name=a/*}`.
 */
export const parseTemplate = (text: string): Template | undefined => {
  const { path, customVerb } = shape.exec(text)?.groups ?? {}
  if (path === undefined) return undefined
  const segments = path.split('/').map(segment)
  if (!segments.every((each) => each !== undefined)) return undefined
  return customVerb === undefined ? { segments } : { segments, customVerb }
}
