import { randomFrom } from '../seed/random'
import { until } from '../stack/waiting'
import { goodClient, type Attempt } from './client'
import { openCompany } from './company'
import type { Drill } from './drillStack'
import { equality, expectation, type Trial } from './Finding'
import { CUSTOMER, IDENTITY, inSchemas } from './schemas'

const DUPLICATES = 8
const LANES = 4
const LIMIT = 600_000
const RESTARTED = ['gateway', 'identity', 'customer']
const SIGNALS = ['SIGKILL', 'SIGTERM'] as const

/** Sends each of many commands eight times at once; processes are restarted when chance says, counted in commands: each has one effect and one answer. */
export const idempotencyTrial = async (
  drill: Drill,
  { keys, restarts, seed }: { keys: number; restarts: number; seed: string },
): Promise<Trial> => {
  const company = await openCompany(drill.stack)
  const attempts: Attempt[] = []
  const send = goodClient(company, attempts)
  const random = randomFrom(`idempotency-${seed}`)
  const places = Array.from({ length: restarts }, () => random.integer(1, keys - LANES)).sort(
    (one, other) => one - other,
  )
  const different: string[] = []
  let next = 0

  const one = async (key: string): Promise<void> => {
    const call = { method: 'POST', path: '/v1/accounts', body: { name: `Once ${key}` }, key } as const
    const answers = await Promise.all(Array.from({ length: DUPLICATES }, () => send(call)))
    const told = new Set(answers.map((answer) => JSON.stringify(answer)))
    if (told.size > 1 || answers[0]?.status !== 201) different.push(`${key}: ${[...told].join(' or ')}`)
  }
  const lane = async (): Promise<void> => {
    while (next < keys) await one(`${seed}-${next++}`)
  }
  const restarting = async (): Promise<void> => {
    for (const due of places) {
      await until(() => (next >= due ? true : undefined), { within: LIMIT, every: 10 })
      await drill.end(random.pick(RESTARTED), random.pick(SIGNALS))
      await drill.recover()
    }
  }
  await Promise.all([restarting(), ...Array.from({ length: LANES }, lane)])

  return inSchemas(drill.stack, async ({ count, outboxEmptied }) => {
    await outboxEmptied()
    const audited = () =>
      count(
        `SELECT COUNT(*) FROM ${IDENTITY}.audit_entries WHERE tenant_id = ? AND action = 'customer.account.created'`,
        [company.tenantId],
      )
    await until(async () => ((await audited()) >= keys ? true : undefined), { within: 30_000, every: 200 })
    const accounts = await count(`SELECT COUNT(*) FROM ${CUSTOMER}.accounts WHERE tenant_id = ?`, [company.tenantId])
    return {
      name: `${keys} keys, each sent ${DUPLICATES} times at once`,
      seed,
      measured: `${attempts.length} requests, ${restarts} restarts, ${accounts} effects`,
      findings: [
        expectation('all duplicates of a command get the same answer', different),
        equality('a key has one effect', { accounts, audited: await audited() }, { accounts: keys, audited: keys }),
      ],
    }
  })
}
