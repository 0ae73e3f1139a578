import type { Route, Verb } from '@rapport/proto'

/** What a path and a method lead to. */
type Match<T> =
  | {
      kind: 'found'
      target: T
      /** Values of the path's fields in the order of the template, decoded. */ values: string[]
    }
  | { kind: 'methodNotAllowed'; allowed: string[] }
  | { kind: 'notFound' }
  | { kind: 'malformed' }

export type Router<T> = (method: string, path: string) => Match<T>

interface Node<T> {
  literals: Map<string, Node<T>>
  field?: Node<T>
  /** By `:verb` of the template, empty for none, then by HTTP method. */
  targets: Map<string, Map<string, T>>
}

interface Hit<T> {
  methods: Map<string, T>
  values: string[]
}

/**
 * Makes a router over the templates of the contract. Fixed parts win over fields, whatever the order of the routes; a
 * colon in the last part of a path always begins a verb (a value writes it as `%3A`); HEAD goes where GET goes.
 */
export const router = <T>(routes: readonly { route: Route; target: T }[]): Router<T> => {
  const root = emptyNode<T>()
  for (const { route, target } of routes) add(root, route, target)

  return (method, path) => {
    const parts = path.split('/')
    const last = parts.pop() ?? ''
    const colon = last.indexOf(':')
    parts.push(colon < 0 ? last : last.slice(0, colon))
    const segments = decode(parts)
    if (!segments) return { kind: 'malformed' }
    const hits: Hit<T>[] = []
    search(root, segments, 1, colon < 0 ? '' : last.slice(colon + 1), [], hits)
    if (hits.length === 0) return { kind: 'notFound' }
    for (const { methods, values } of hits) {
      const target = methods.get(method)
      if (target) return { kind: 'found', target, values }
    }
    return {
      kind: 'methodNotAllowed',
      allowed: [...new Set(hits.flatMap(({ methods }) => [...methods.keys()]))].sort(),
    }
  }
}

const emptyNode = <T>(): Node<T> => ({ literals: new Map(), targets: new Map() })

const add = <T>(root: Node<T>, route: Route, target: T) => {
  let node = root
  for (const segment of route.segments) {
    if (segment.kind === 'field') node = node.field ??= emptyNode()
    else {
      const next = node.literals.get(segment.value) ?? emptyNode<T>()
      node.literals.set(segment.value, next)
      node = next
    }
  }
  const verb = route.customVerb ?? ''
  const methods = node.targets.get(verb) ?? new Map<string, T>()
  node.targets.set(verb, methods)
  for (const method of methodsOf(route.verb)) methods.set(method, target)
}

const methodsOf = (verb: Verb) => (verb === 'GET' ? ['GET', 'HEAD'] : [verb])

const decode = (parts: string[]): string[] | undefined => {
  try {
    return parts.map((part) => (part.includes('%') ? decodeURIComponent(part) : part))
  } catch {
    return undefined
  }
}

const search = <T>(node: Node<T>, parts: string[], from: number, verb: string, values: string[], hits: Hit<T>[]) => {
  const part = parts[from]
  if (part === undefined) {
    const methods = node.targets.get(verb)
    if (methods) hits.push({ methods, values })
    return
  }
  const literal = node.literals.get(part)
  if (literal) search(literal, parts, from + 1, verb, values, hits)
  if (node.field && part !== '') search(node.field, parts, from + 1, verb, [...values, part], hits)
}
