import type { Contract } from '../../src/contract'
import { comments } from '../../src/gen/comments'
import { compareRoutes } from '../../src/routeOrder'
import type { Rpc } from '../../src/rpc'
import { reachable } from './components'
import { operationId, tagName } from './names'
import type { OpenApi } from './OpenApi'
import { operationOf } from './operation'
import { pathOf } from './parameters'
import { createSchemas, type Schemas } from './schemas'
import { failures, headers, parameters, problem, securitySchemes } from './shared'

const description = [
  'The REST API of Rapport, for partner programs and for its own portal. 融客的 REST 接口,供合作伙伴程序与自带门户使用。',
  'Unknown fields are refused. Fields with empty values are present in answers; only what is unset (dates, nested objects) is left out.',
  'Lists answer with `nextPageToken`, to be sent as `pageToken` for the next page; it is empty on the last one.',
  '`PATCH` changes the fields that the body names. 64-bit integers are strings; money is in minor units.',
].join('\n\n')

const refuseTwice = (rpcs: Rpc[]): void => {
  const ids = rpcs.map(({ method }) => operationId(method))
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new Error(`two rpcs are called ${twice} in the API: rename one of them`)
}

const tagsOf = (rpcs: Rpc[]): OpenApi['tags'] => {
  const services = [...new Set(rpcs.map(({ service }) => service))]
  return services
    .map((service) => ({ name: tagName(service), description: comments[service.typeName] ?? '' }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

const pathsOf = (rpcs: Rpc[], schemas: Schemas): OpenApi['paths'] => {
  const paths: OpenApi['paths'] = {}
  for (const rpc of rpcs) {
    if (!rpc.route) continue
    const path = pathOf(rpc)
    paths[path] = { ...paths[path], [rpc.route.verb.toLowerCase()]: operationOf(rpc, schemas) }
  }
  return paths
}

const byPath = (a: Rpc, b: Rpc): number => {
  const [left, right] = [pathOf(a), pathOf(b)]
  if (left !== right) return left < right ? -1 : 1
  return a.route && b.route ? compareRoutes(a.route, b.route) : 0
}

const withheldFields = (rpcs: Rpc[]): Set<string> =>
  new Set(rpcs.flatMap(({ output, raw }) => (raw?.withheld ?? []).map((name) => `${output.typeName}.${name}`)))

/** Writes the contract's REST side as an OpenAPI 3.1 document. Throws when two things would have the same name. */
export const openApiDocument = ({ rpcs }: Contract, version: string): OpenApi => {
  const routed = rpcs.filter(({ route }) => route !== undefined).sort(byPath)
  refuseTwice(routed)
  const answered = new Set(routed.flatMap(({ output }) => [...reachable(output)]))
  const schemas = createSchemas({ answered, withheld: withheldFields(routed) })
  const paths = pathsOf(routed, schemas)
  return {
    openapi: '3.1.1',
    info: { title: 'Rapport API · 融客接口', version, summary: 'Customers, and everything around them.', description },
    servers: [{ url: '/', description: 'The Rapport that serves this page.' }],
    security: [{ session: [] }, { apiKey: [] }],
    tags: tagsOf(routed),
    paths,
    components: {
      securitySchemes,
      parameters,
      headers,
      responses: failures,
      schemas: { Problem: problem, ...schemas.components.schemas() },
    },
  }
}
