interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
}

interface Operation {
  operationId: string
  parameters?: (Parameter | { $ref: string })[]
  requestBody?: { content: Record<string, unknown> }
  responses: Record<string, unknown>
}

interface Description {
  paths: Record<string, Record<string, Operation>>
  components: { parameters: Record<string, Parameter> }
}

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

/**
 * A partner's program: knows nothing of Rapport but the address, a key, and what /openapi.json says. Throws when the
 * description has no such operation or parameter, or when an answer has a status that the operation does not declare.
 */
export const openApiClient = async (address: string, key?: string) => {
  const description = (await (await fetch(`${address}/openapi.json`)).json()) as Description
  const operations = new Map(
    Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, operation]) => [operation.operationId, { path, method, operation }] as const,
      ),
    ),
  )
  const parametersOf = ({ parameters = [] }: Operation) =>
    parameters.map((one) => ('$ref' in one ? description.components.parameters[one.$ref.split('/').at(-1) ?? ''] : one))

  return async (operationId: string, { parameters = {}, body, headers = {} }: Call = {}): Promise<Answer> => {
    const found = operations.get(operationId)
    if (!found) throw new Error(`the description has no operation ${operationId}`)
    const { path, method, operation } = found
    const query = new URLSearchParams()
    let target = path
    for (const [name, value] of Object.entries(parameters)) {
      const declared = parametersOf(operation).find((parameter) => parameter?.name === name)
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
