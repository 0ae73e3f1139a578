import type { Path } from '@bufbuild/protobuf/reflect'
import type { Rpc } from '@rapport/proto'

/** A path into a request in JSON spelling: `account.phones[0]`, `scopes["customer.account"]`. */
export const jsonPath = (path: Path): string =>
  path.reduce((name, part) => {
    if (part.kind === 'list_sub') return `${name}[${part.index}]`
    if (part.kind === 'map_sub') return `${name}[${JSON.stringify(String(part.key))}]`
    const own = part.kind === 'field' ? part.jsonName : part.name
    return name ? `${name}.${own}` : own
  }, '')

/**
 * The name that a REST caller knows a field of the request by. Where the body of the route is one field of the request,
 * names within are relative to it: `account.phones[0]` is `phones[0]` to who sent an account.
 */
export const nameForCaller = (path: string, { route }: Pick<Rpc, 'route'>): string => {
  const body = route?.bodyField?.jsonName
  return body && path.startsWith(`${body}.`) ? path.slice(body.length + 1) : path
}
