import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { say } from '../stack/say'
import type { Stack } from '../stack/startStack'
import { startBenchStack, type StartMissing } from './benchStack'
import { compareSystems, ROUNDS, SECONDS } from './comparison'
import { idleCosts, memories, readyTimes } from './parts'
import { productOf } from './product'
import { markdownOf, writeReadme } from './report'
import { scenariosOn } from './scenarios'
import { runTrials, trials } from './trials/trials'

/** Name of the only scenario or trial to run; all by default. */
const ONLY = process.env['SCENARIO'] || undefined

const isAsked = (name: string): boolean => !ONLY || name === ONLY

const bench = async (stack: Stack, startMissing: StartMissing): Promise<void> => {
  const ready = ONLY ? {} : await readyTimes(stack.ports, startMissing)
  const { host, port, user, password } = stack.database
  const connection = await createConnection({ host, port, user, password })
  try {
    const product = await productOf(stack)
    const scenarios = (await scenariosOn(product)).filter(({ name }) => isAsked(name))
    const asked = Object.keys(trials).filter(isAsked)
    if (scenarios.length + asked.length === 0) throw new Error(`there is no scenario or trial ${ONLY}`)
    const compared = await compareSystems(stack, connection, product, scenarios)
    const memory = memories(product.processes)
    const idle = ONLY ? {} : await idleCosts(product.processes)
    const figures = await runTrials(asked, { stack, product, startMissing })
    const [[row]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version')
    const database = String(row?.['version'])
    const markdown = markdownOf({ database, rounds: ROUNDS, seconds: SECONDS, compared, ready, memory, idle, figures })
    say(`\n${markdown}`)
    if (!ONLY) await writeReadme(markdown)
  } finally {
    await connection.end()
  }
}

const main = async (): Promise<void> => {
  const { stack, startMissing } = await startBenchStack()
  try {
    await bench(stack, startMissing)
  } finally {
    await stack.stop()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
})
