import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRpcClients, readPrivateKey, signPrincipal } from '@rapport/chassis'
import { AccountService } from '@rapport/proto/customer'
import { SessionService, UserService } from '@rapport/proto/identity'
import { expect, test } from '@playwright/test'
import { demoPassword } from '../seed/demo'
import { readFacts } from '../stack/facts'
import { internalKeyFiles } from '../stack/secrets'
import { address, signIn, signInAs } from './stack'

const dir = (): string => process.env['RAPPORT_DIR'] ?? ''
const canary = (what: string) => `canary-${what}-${randomBytes(12).toString('hex')}`

/** Everything below a folder, as text with its name. */
const filesIn = (folder: string): [string, string][] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'latin1')])

/** What the stack itself keeps secret: the content of its files, of keys a line of their middle. */
const ofTheStack = (): [string, string][] =>
  filesIn(join(dir(), 'secrets'))
    .filter(([name]) => !name.endsWith('public.pem'))
    .map(([name, text]) => [
      name.split('/').at(-1) ?? '',
      text.trim().split('\n')[text.includes('-----') ? 1 : 0] ?? '',
    ])

const secretsOf = async () => {
  const administrator = await signIn('administrator')
  const post = async (path: string, body: object, call = administrator.call) =>
    (await (await call('POST', path, body)).json()) as Record<string, unknown>
  const { roles } = (await (await administrator.call('GET', '/v1/roles')).json()) as {
    roles: { id: string; key: string }[]
  }
  const roleId = roles.find(({ key }) => key === 'partner')?.id
  const login = `canary.${randomBytes(4).toString('hex')}`
  const invited = await post('/v1/users', { login, name: 'Canary', roleIds: [roleId] })
  const invitation = new URL(invited['url'] as string).searchParams.get('token') ?? ''
  const password = canary('password')
  expect(
    (await administrator.call('POST', '/v1/invitations:accept', { token: invitation, newPassword: password })).status,
  ).toBe(200)
  const { cookie, call } = await signInAs(login, password)
  const totp = await post('/v1/profile:enrolTotp', {}, call)
  const { secret: key } = await post('/v1/apiKeys', { name: 'Canary', roleId })
  const token = await signPrincipal(
    await readPrivateKey(internalKeyFiles(dir()).privateKeyFile),
    { internal: true },
    { expiresInSeconds: 60 },
  )
  const session = cookie.split('=')[1] ?? ''
  return {
    login,
    call,
    secrets: { password, invitation, session, key: key as string, totp: totp['secret'] as string, token },
  }
}

test('no secret stands in a log, a metric, an error or what is built, whatever was asked', async () => {
  const { login, call, secrets } = await secretsOf()
  const typed = canary('typed')
  const known = new Map([...ofTheStack(), ...Object.entries(secrets), ['typed', typed], ['demo', demoPassword]])
  expect([...known].filter(([, secret]) => secret.length < 16)).toEqual([])

  // Every kind of failure, each with a secret where it belongs or where somebody put it by mistake.
  const said: string[] = []
  const ask = async (method: string, path: string, body?: string, headers: Record<string, string> = {}) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' }
    const response = await fetch(`${address()}${path}`, {
      method,
      body,
      headers: { origin: address(), ...json, ...headers },
    })
    said.push(`${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`)
    return response.status
  }
  const statuses: number[] = []
  const all = [...Object.values(secrets), typed]
  for (const secret of all) {
    const written = JSON.stringify(secret)
    const asked = [
      ask('POST', '/v1/session', `{"login":"${login}","password":${written}x}`),
      ask('POST', '/v1/session', `{"login":"${login}","password":1,"secret":${written}}`),
      ask('POST', '/v1/session', `{"login":${written},"password":"x"}`),
      ask('POST', `/v1/session?password=${secret}`, '{}'),
      ask('POST', '/v1/session', written, { 'content-type': 'text/plain' }),
      ask('POST', '/v1/invitations:accept', `{"token":${written},"newPassword":"short"}`),
      ask('GET', `/v1/accounts?pageToken=${secret}`, undefined, { authorization: `Bearer ${secrets.key}` }),
      ask('GET', `/v1/accounts/${secret}`, undefined, { authorization: `Bearer ${secrets.key}` }),
      ask('GET', '/v1/roles', undefined, { authorization: `Bearer ${secrets.key}` }),
      ask('GET', '/v1/accounts', undefined, { authorization: `Bearer ${secret}x`, cookie: `rapport=${secret}x` }),
      ask('GET', '/v1/accounts', undefined, { authorization: `Basic ${secret}` }),
      ask('PUT', '/v1/session', written, { authorization: `Bearer ${secret}` }),
      ask('GET', `/v1/nothing/${secret}`),
      ask('POST', '/v1/accounts', `{"name":"${'x'.repeat(2_000_000)}","secret":${written}}`, {
        authorization: `Bearer ${secrets.key}`,
      }),
    ]
    statuses.push(...(await Promise.all(asked)))
  }
  expect([...new Set(statuses)].sort()).toEqual(expect.arrayContaining([400, 401, 403, 404, 405, 413, 415]))
  const own = async (path: string, body: object) => said.push(await (await call('POST', path, body)).text())
  await own('/v1/profile:changePassword', { currentPassword: typed, newPassword: secrets.password })
  await own('/v1/profile:changePassword', { currentPassword: secrets.password, newPassword: 'short' })
  await own('/v1/profile:confirmTotp', { code: '000000' })
  const statusOf = async (wrong: string) =>
    said.push(`${(await call('POST', '/v1/session', { login, password: wrong })).status}`)
  await statusOf(typed)

  // Straight to the services, with tokens that are not believed and with one that is.
  const facts = readFacts(dir())
  const targetOf = (name: string) => `127.0.0.1:${facts?.ports.services[name]?.grpc}`
  const clients = createRpcClients({ targetOf })
  const hear = (error: unknown) => said.push(JSON.stringify(error, Object.getOwnPropertyNames(error)))
  for (const token of all)
    await clients
      .client(AccountService)
      .getAccount({ id: token }, { token: `${token}x` })
      .catch(hear)
  await clients.client(UserService).listUsers({}, secrets).catch(hear)
  await clients.client(SessionService).authenticateSession({ sessionToken: typed }, secrets).catch(hear)
  await clients
    .client(SessionService)
    .authenticateApiKey({ apiKey: `${secrets.key}x`, ip: '::1' }, secrets)
    .catch(hear)
  clients.close()

  const admins = [facts?.ports.gatewayAdmin, ...Object.values(facts?.ports.services ?? {}).map(({ admin }) => admin)]
  const metrics = await Promise.all(
    admins.map(async (port): Promise<[string, string]> => [
      `metrics at ${port}`,
      await (await fetch(`http://127.0.0.1:${port}/metrics`)).text(),
    ]),
  )
  const built = [
    'gateway/dist',
    'frontend/dist',
    'proto/dist',
    'services/chassis/dist',
    'services/identity/dist',
    'services/customer/dist',
  ]
  const root = join(__dirname, '../..')
  const places = [
    ...filesIn(join(dir(), 'logs')),
    ...metrics,
    ...said.map((text): [string, string] => ['an answer', text]),
    ...built.flatMap((folder) => filesIn(join(root, folder))),
  ]
  expect(places.filter(([name]) => name.endsWith('.log')).length).toBeGreaterThanOrEqual(4)
  const found = [...known].flatMap(([what, secret]) =>
    places
      .filter(([, text]) => text.includes(secret))
      .map(
        ([name, text]) =>
          `${what} in ${name}: ${text.slice(Math.max(0, text.indexOf(secret) - 60), text.indexOf(secret)).trim()}`,
      ),
  )
  expect(found).toEqual([])
})
