import { getOption, hasOption, type DescField, type DescMessage, type DescMethod } from '@bufbuild/protobuf'
import { ContractError } from './ContractError'
import { http, type HttpRule } from './gen/google'
import { parseTemplate, type Template } from './template'

export type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A field of the request that stands in the path. */
export interface PathField {
  /** Dotted proto name as in the template. */
  name: string
  /** The fields to walk from the request to the value. */
  path: DescField[]
}

/** The REST side of an rpc. */
export interface Route extends Template {
  verb: Verb
  /** As written, e.g. `/v1/accounts/{id}:restore`. */
  template: string
  pathFields: PathField[]
  /** Nothing, the whole request, or the proto name of the one field of the request that the body holds. */
  body: string
  /** The field that `body` names. */
  bodyField?: DescField
}

const verbs: Partial<Record<string, Verb>> = { get: 'GET', post: 'POST', put: 'PUT', patch: 'PATCH', delete: 'DELETE' }

const walk = (message: DescMessage, name: string): DescField[] | undefined => {
  const path: DescField[] = []
  let current: DescMessage | undefined = message
  for (const part of name.split('.')) {
    const field: DescField | undefined = current?.fields.find((each) => each.name === part)
    if (!field) return undefined
    path.push(field)
    current = field.message
  }
  const last = path.at(-1)
  return last?.fieldKind === 'scalar' || last?.fieldKind === 'enum' ? path : undefined
}

const readRule = (rule: HttpRule, input: DescMessage): Route | string => {
  if (rule.additionalBindings.length > 0) return 'has more than one route'
  if (rule.responseBody !== '') return 'uses response_body'
  const verb = verbs[rule.pattern.case ?? '']
  if (verb === undefined || typeof rule.pattern.value !== 'string')
    return 'has no verb of get, post, put, patch, delete'
  const template = rule.pattern.value
  const parsed = parseTemplate(template)
  if (!parsed) return `has a path of an unsupported kind: ${template}`
  const hasBody = rule.body !== ''
  if (hasBody && (verb === 'GET' || verb === 'DELETE')) return `has a body although it is a ${verb}`

  const pathFields: PathField[] = []
  for (const segment of parsed.segments) {
    if (segment.kind === 'literal') continue
    const path = walk(input, segment.name)
    if (!path) return `has {${segment.name}} in its path, which is no single value of ${input.typeName}`
    if (pathFields.some(({ name }) => name === segment.name)) return `has {${segment.name}} twice in its path`
    pathFields.push({ name: segment.name, path })
  }

  const route: Route = { ...parsed, verb, template, pathFields, body: rule.body }
  if (!hasBody || rule.body === '*') return route
  const bodyField = input.fields.find(({ name }) => name === rule.body)
  if (bodyField?.fieldKind !== 'message') return `has the body "${rule.body}", which is no message in ${input.typeName}`
  return { ...route, bodyField }
}

/**
 * Reads the option `(google.api.http)` of an rpc; `undefined` when it has none. Only a subset is supported: one verb, one
 * path of fixed parts, `{field}` or `{a.b}` with an optional `:verb`, a body of `*` or one message field. Throws a
 * ContractError that says what is not.
 */
export const routeOf = (method: DescMethod): Route | undefined => {
  if (!hasOption(method, http)) return undefined
  const route = readRule(getOption(method, http), method.input)
  if (typeof route === 'string') throw new ContractError(`${method.parent.typeName}.${method.name} ${route}`)
  return route
}
