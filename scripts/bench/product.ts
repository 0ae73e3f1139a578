import { running } from '../stack/processes'
import { services } from '../stack/services'
import type { Stack } from '../stack/startStack'
import { demoLogins } from '../seed/demo'
import type { System } from './System'
import { metricsOf, valueIn } from './trials/metrics'

const signIn = async (origin: string): Promise<string> => {
  const [{ login, password } = { login: '', password: '' }] = demoLogins
  const response = await fetch(`${origin}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ login, password }),
  })
  if (!response.ok) throw new Error(`signing in as ${login}: ${response.status} ${await response.text()}`)
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

const handledCalls = async (admin: number): Promise<number> =>
  valueIn(await metricsOf(admin), 'rapport_rpc_handled_total')

/** The running product, signed in as a person of the demo company with a real session. */
export const productOf = async (stack: Stack): Promise<System> => {
  const origin = stack.gatewayUrl
  const names = [...services.map(({ name }) => name), 'gateway']
  return {
    name: 'product',
    port: stack.ports.gateway,
    headers: { cookie: await signIn(origin), origin },
    processes: Object.fromEntries(names.map((name) => [name, running(stack.dir, name)?.pid ?? 0])),
    calls: async () => {
      const counts = await Promise.all(Object.values(stack.ports.services).map(({ admin }) => handledCalls(admin)))
      return counts.reduce((sum, count) => sum + count, 0)
    },
  }
}
