import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from '@playwright/test'
import { memoryOf } from '../../stack/memory'
import { allRunning } from '../../stack/processes'
import { address, signIn } from '../stack'

/** The processes that attacks are aimed at; database and broker keep what they once took. */
const ours = () => {
  const dir = process.env['RAPPORT_DIR'] ?? ''
  return allRunning(dir).filter(({ name }) => !['database', 'broker', 'epmd'].includes(name))
}

/** A process may grow by so many MiB under any one attack. */
const BOUND = 200

/** Nobody waits longer than this, in ms; a bound against hanging, not a measure. */
const PATIENCE = 10_000
const PAUSE = 50

/**
 * Runs an attack while a neighbour reads an account again and again. Fails when the neighbour gets anything but 200, when a process
 * of ours ends, or when one grows by more than 200 MiB meanwhile.
 */
export const besiege = async (attack: () => Promise<void>): Promise<void> => {
  const neighbour = await signIn('sales')
  const { accounts } = (await (await neighbour.call('GET', '/v1/accounts?pageSize=1')).json()) as {
    accounts: { id: string }[]
  }
  const before = ours().map((one) => ({ ...one, memory: memoryOf(one.pid) }))
  const peaks = new Map<number, number>()
  const answers = new Map<string, number>()
  let isOver = false

  const readAgain = async () => {
    do {
      const answer = await fetch(`${address()}/v1/accounts/${accounts[0]?.id}`, {
        headers: { cookie: neighbour.cookie },
        signal: AbortSignal.timeout(PATIENCE),
      })
        .then(async (response) => {
          await response.text()
          return String(response.status)
        })
        .catch((error: unknown) => String(error))
      answers.set(answer, (answers.get(answer) ?? 0) + 1)
      for (const { pid } of before) peaks.set(pid, Math.max(peaks.get(pid) ?? 0, memoryOf(pid)))
      await sleep(PAUSE)
    } while (!isOver)
  }
  const reading = readAgain()
  try {
    await attack()
  } finally {
    isOver = true
    await reading
  }

  expect([...answers.keys()], 'what the neighbour was answered').toEqual(['200'])
  expect(ours().map(({ name, pid }) => `${name} ${pid}`)).toEqual(before.map(({ name, pid }) => `${name} ${pid}`))
  const grown = before.map(({ name, pid, memory }) => `${name}: ${(peaks.get(pid) ?? 0) - memory} MiB`)
  for (const { pid, memory } of before)
    expect((peaks.get(pid) ?? 0) - memory, `growth: ${grown.join(', ')}`).toBeLessThanOrEqual(BOUND)
}
