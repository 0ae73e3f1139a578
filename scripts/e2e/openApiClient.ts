/** As much of JSON Schema as the description uses. */
export interface Schema {
  $ref?: string
  type?: string
  format?: string
  pattern?: string
  const?: unknown
  enum?: unknown[]
  examples?: unknown[]
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  minLength?: number
  maxLength?: number
  minItems?: number
  minimum?: number
  maximum?: number
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  schema?: Schema
}

interface Content {
  content?: Record<string, { schema?: Schema }>
}

export interface Operation {
  operationId: string
  /** The right that the caller's role must give. */
  'x-permission'?: string
  parameters?: (Parameter | { $ref: string })[]
  requestBody?: Content
  responses: Record<string, Content & { $ref?: string }>
}

/** As much of openapi.json as programs of ours use. */
export interface Description {
  paths: Record<string, Record<string, Operation>>
  components: { parameters: Record<string, Parameter>; schemas: Record<string, Schema> }
}

/** Reads the published description. */
export const describe = async (address: string): Promise<Description> =>
  (await (await fetch(`${address}/openapi.json`)).json()) as Description

/** All operations with their routes. */
export const operationsOf = ({ paths }: Description) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )

/** What one call gives: parameters by name, and a body (FormData for uploads). */
export interface Call {
  parameters?: Record<string, string | number>
  body?: object
  headers?: Record<string, string>
}

export interface Answer {
  status: number
  headers: Headers
  text: string
  /** The parsed body; undefined when it is not JSON. */
  json: Record<string, unknown>
}

/** The parameters of an operation, shared ones included. */
export const parametersOf = ({ components }: Description, { operationId, parameters = [] }: Operation): Parameter[] =>
  parameters.map((one) => {
    const parameter = '$ref' in one ? components.parameters[one.$ref.split('/').at(-1) ?? ''] : one
    if (!parameter) throw new Error(`a parameter of ${operationId} is not described`)
    return parameter
  })

/**
 * A partner's program: knows nothing of Rapport but the address, a key, and what /openapi.json says. Throws when the
 * description has no such operation or parameter, or when an answer has a status that the operation does not declare.
 */
export const openApiClient = async (address: string, key?: string) => {
  const description = await describe(address)
  const operations = new Map(operationsOf(description).map((one) => [one.operation.operationId, one]))
  return async (operationId: string, { parameters = {}, body, headers = {} }: Call = {}): Promise<Answer> => {
    const found = operations.get(operationId)
    if (!found) throw new Error(`the description has no operation ${operationId}`)
    const { path, method, operation } = found
    const query = new URLSearchParams()
    let target = path
    for (const [name, value] of Object.entries(parameters)) {
      const declared = parametersOf(description, operation).find((parameter) => parameter.name === name)
      if (!declared) throw new Error(`${operationId} declares no parameter ${name}`)
      if (declared.in === 'path') target = target.replace(`{${name}}`, encodeURIComponent(value))
      else if (declared.in === 'query') query.append(name, String(value))
      else headers[name] = String(value)
    }
    const form = body instanceof FormData
    const response = await fetch(`${address}${target}${query.size ? `?${query.toString()}` : ''}`, {
      method: method.toUpperCase(),
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(body && !form ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    const status = String(response.status)
    const declared = Object.keys(operation.responses)
    if (![status, `${status[0]}XX`, 'default'].some((known) => declared.includes(known))) {
      throw new Error(`${operationId} answered ${status}, which is not declared: ${text}`)
    }
    const isJson = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson && text ? (JSON.parse(text) as Record<string, unknown>) : {},
    }
  }
}
