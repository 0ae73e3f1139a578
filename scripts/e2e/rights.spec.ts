import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { demoLogins } from '../seed/demo'
import { describe, operationsOf, type Description, type Operation, type Schema } from './openApiClient'
import { address, signIn, signInAs } from './stack'

interface Route {
  path: string
  method: string
  operation: Operation
}

const addressOf = ({ path }: Route) => path.replace(/\{\w+\}/g, () => randomUUID())

let description: Description
let routes: Route[]

const schemaNamed = ({ components }: Description, schema: Schema | undefined): Schema =>
  components.schemas[schema?.$ref?.split('/').at(-1) ?? ''] ?? {}

/** A body that gets as far as the check of rights; what comes then misses a field, a record or the version. */
const bodyFor = ({ method, operation }: Route): object | undefined => {
  const schema = operation.requestBody?.content?.['application/json']?.schema
  if (!schema) return undefined
  if (method !== 'patch') return {}
  const fields = Object.entries(schemaNamed(description, schema).properties ?? {})
  const [name = ''] = fields.find(([, { type }]) => type === 'string') ?? []
  return { [name]: 'x' }
}

const staleVersion = { 'if-match': '"999999999"' }

const reasonOf = async (response: Response): Promise<string> => {
  const text = await response.text()
  return text.startsWith('{') ? String((JSON.parse(text) as { reason?: unknown }).reason) : ''
}

test.beforeAll(async () => {
  description = await describe(address())
  routes = operationsOf(description)
})

for (const { login, role, password } of demoLogins) {
  test(`${role} (${login}) may do what the role says and nothing else`, async () => {
    const { call } = await signInAs(login, password)
    const session = (await (await call('GET', '/v1/session')).json()) as { permissions: string[] }
    const permissions = new Set(session.permissions)
    const wrong: string[] = []
    for (const route of routes) {
      const permission = route.operation['x-permission']
      // An upload is refused before a byte of it is read only by who sends none: gateway tests send one.
      if (!permission || route.operation.requestBody?.content?.['multipart/form-data']) continue
      const response = await call(
        route.method.toUpperCase(),
        addressOf(route),
        bodyFor(route),
        route.method === 'patch' ? staleVersion : {},
      )
      const refused = response.status === 403 && (await reasonOf(response)) === 'permission_missing'
      if (refused === permissions.has(permission)) wrong.push(`${route.operation.operationId}: ${response.status}`)
    }
    expect(wrong).toEqual([])
  })
}

test('nobody does anything without signing in, but sign in and accept an invitation', async () => {
  const open: string[] = []
  for (const route of routes) {
    const body = bodyFor(route)
    const response = await fetch(`${address()}${addressOf(route)}`, {
      method: route.method.toUpperCase(),
      headers: { origin: address(), ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    await response.text()
    if (response.status !== 401) open.push(route.operation.operationId)
  }
  expect(open.sort()).toEqual(['acceptInvitation', 'signIn'])
})

test('what the server keeps for itself cannot be written', async () => {
  const { call } = await signIn('administrator')
  const taken: string[] = []
  let tried = 0
  for (const route of routes) {
    const { requestBody, responses, operationId } = route.operation
    const input = schemaNamed(description, requestBody?.content?.['application/json']?.schema)
    const answer = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1]
    const output = schemaNamed(description, answer?.content?.['application/json']?.schema)
    if (!input.properties) continue
    const own = Object.keys(output.properties ?? {}).filter((name) => !(name in (input.properties ?? {})))
    for (const field of [...own, 'tenantId', 'deletedAt']) {
      const response = await call(route.method.toUpperCase(), addressOf(route), { [field]: 'x' })
      const problem = (await response.json()) as { errors?: { field: string }[] }
      tried++
      if (response.status !== 400 || !problem.errors?.some((error) => error.field === field))
        taken.push(`${operationId}.${field}: ${response.status}`)
    }
  }
  expect(taken).toEqual([])
  expect(tried).toBeGreaterThan(100)
})
