import { say } from '../stack/say'
import { startDrillStack, type Drill } from './drillStack'
import { allFaults } from './faults'
import { onOwnDisk } from './ownDisk'
import { runRound, type Round } from './round'

const SEED = process.env['DRILL_SEED'] || '20261123'
/** Regular expression for the names of the only faults to make; all by default. */
const ONLY = new RegExp(process.env['DRILL_FAULT'] || '')
const ROUNDS = Number(process.env['DRILL_ROUNDS'] || 1)

const report = ({
  faults,
  seed,
  findings,
  writes,
  attempts,
  failedDuring,
  failedOutside,
  slowest,
  outboxSeconds,
}: Round) => {
  const broken = findings.filter(({ wrong }) => wrong.length > 0)
  say(
    `${broken.length ? 'FAILED' : 'ok    '}  ${faults.join(', ')} (seed ${seed}): ${writes} writes, ${attempts} requests, ` +
      `${failedDuring} failed during, ${failedOutside} outside, slowest ${Math.round(slowest)} ms, outbox ${outboxSeconds.toFixed(1)} s`,
  )
  for (const { promise, wrong } of broken) say(`  ${promise}:\n    ${wrong.join('\n    ')}`)
}

const drill = async (stack: Drill): Promise<void> => {
  for (let index = 0; index < ROUNDS; index++) {
    for (const fault of allFaults().filter(({ name }) => ONLY.test(name))) {
      report(await runRound(stack, [fault], `${SEED}-${index}`))
    }
  }
}

const main = async (): Promise<void> => {
  const stack = await startDrillStack()
  try {
    await drill(stack)
  } finally {
    await stack.stop()
  }
}

onOwnDisk(main).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
})
