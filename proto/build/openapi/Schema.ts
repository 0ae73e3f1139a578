/** The part of JSON Schema 2020-12 that the API description uses. */
export interface Schema {
  $ref?: string
  type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object'
  format?: string
  description?: string
  enum?: (string | number)[]
  const?: string | number | undefined
  minLength?: number
  maxLength?: number
  pattern?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  items?: Schema
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  propertyNames?: Schema
  minProperties?: number
  maxProperties?: number
  anyOf?: Schema[]
  not?: Schema
  examples?: (string | number)[]
}

/** What a message is described for: the body of a request, of a partial change, the query of a request, or an answer. */
export type Form = 'request' | 'patch' | 'query' | 'response'
