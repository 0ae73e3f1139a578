import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { allRunning } from '../stack/processes'
import { fittingFault } from './fuzz/fittingFault'
import { collectionIn, requestsFor, type FuzzRequest } from './fuzz/fuzzRequest'
import { describe, operationsOf } from './openApiClient'
import { ownCompany } from './ownCompany'
import { address, signIn } from './stack'

const requests = Number(process.env['FUZZ_REQUESTS'] || 10_000)
const seed = Number(process.env['FUZZ_SEED'] || 20_261_122)
const atOnce = 4
const longestAnswer = 5_000

const dir = () => process.env['RAPPORT_DIR'] ?? ''
const processes = () => allRunning(dir()).map(({ name, pid }) => `${name} ${pid}`)

/** Ids in an answer with the collections that they belong to: the route's own, or the list's that they stand in. */
const idsIn = (value: unknown, collection: string): [string, string][] => {
  if (Array.isArray(value)) return value.flatMap((one) => idsIn(one, collection))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]): [string, string][] => {
    if (name === 'id' && typeof inner === 'string') return [[collection, inner]]
    return idsIn(inner, Array.isArray(inner) ? name : collection)
  })
}

/** Ids by collection, and all of them under `all`. */
const idPool = () => {
  const ids = new Map<string, string[]>()
  const add = (collection: string, id: string) => {
    const known = ids.get(collection) ?? []
    if (!known.includes(id)) ids.set(collection, [...known, id])
  }
  return {
    add: (found: [string, string][]) => {
      for (const [collection, id] of found) {
        add(collection, id)
        add('all', id)
      }
    },
    /** Text with the places for ids filled in. */
    fill: (text: string) =>
      text.replace(/pool(?::|%3A)([a-zA-Z]*)(?::|%3A)(\d+)/g, (_, collection: string, at: string) => {
        const known = ids.get(collection) ?? ids.get('all') ?? []
        return known[Number(at) % known.length] ?? at
      }),
  }
}

test(`${requests} requests of every kind get an answer that the description declares`, async () => {
  test.setTimeout(600_000)
  const description = await describe(address())
  const operations = operationsOf(description)
  const before = processes()
  const { cookie } = await ownCompany('Fuzz')
  const neighbour = await signIn('administrator')
  const foreign = idsIn(await (await neighbour.call('GET', '/v1/accounts?pageSize=2')).json(), 'accounts')
  const pool = idPool()
  pool.add(foreign)
  const faults: string[] = []
  const reached = new Set<string>()
  const succeeded = new Set<string>()

  const send = async (request: FuzzRequest): Promise<void> => {
    const { operationId, method, query, headers, body, file } = request
    const path = pool.fill(request.path)
    const search = pool.fill(new URLSearchParams(query).toString())
    const form = new FormData()
    if (file !== undefined) form.append('file', new Blob([file]), 'list.csv')
    const what = `${operationId}: ${method} ${path}?${search} ${JSON.stringify(headers)} ${body === undefined ? '' : pool.fill(body)}`
    // Signing out would end the session that everything else needs.
    const own = operationId === 'signOut' ? {} : { cookie }
    const response = await fetch(`${address()}${path}${search && `?${search}`}`, {
      method,
      headers: {
        ...own,
        origin: address(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(file !== undefined ? { body: form } : body !== undefined && { body: pool.fill(body) }),
      signal: AbortSignal.timeout(longestAnswer),
    }).catch((error: unknown) => error as Error)
    reached.add(operationId)
    if (response instanceof Error) {
      faults.push(`${what}\n  no answer: ${response.message}`)
      return
    }
    const text = await response.text()
    const { status } = response
    const operation = operations.find((one) => one.operation.operationId === operationId)?.operation
    const fault = operation && fittingFault(description, operation, response, text)
    if (fault) faults.push(`${what}\n  ${status} ${fault}: ${text.slice(0, 300)}`)
    if (status < 400 && foreign.some(([, id]) => path.includes(id)))
      faults.push(`${what}\n  ${status} across companies`)
    if (status >= 400) return
    succeeded.add(operationId)
    // Ids of sessions stay out: revoking one's own ends the run.
    if (collectionIn(path) !== 'sessions' && response.headers.get('content-type')?.includes('json'))
      pool.add(idsIn(JSON.parse(text), collectionIn(path)))
  }

  const anyRequest = fc.oneof(...operations.map((one) => requestsFor(description, one)))
  const due = fc.sample(anyRequest, { numRuns: requests, seed })
  const worker = async () => {
    for (let next = due.pop(); next && faults.length < 20; next = due.pop()) await send(next)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))

  expect(faults.join('\n'), `replay with FUZZ_SEED=${seed}`).toBe('')
  expect([...reached].sort()).toEqual(operations.map(({ operation }) => operation.operationId).sort())
  // All but those that need a secret, or a state that chance does not bring about.
  expect(succeeded.size).toBeGreaterThanOrEqual(operations.length - 12)
  expect(processes()).toEqual(before)
})
