import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomFrom } from '../seed/random'
import { requireBackendPrograms } from '../stack/backends'
import { ROOT } from '../stack/build'
import { say } from '../stack/say'
import { startDrillStack, type Drill } from './drillStack'
import { editTrial } from './editTrial'
import { allFaults, someFaults } from './faults'
import type { Trial } from './Finding'
import { idempotencyTrial } from './idempotencyTrial'
import { startImports } from './importTrial'
import { hasOwnDisk, onOwnDisk } from './ownDisk'
import { broken, tellRound, tellTrial, writeReadme, type Results } from './report'
import { runRound } from './round'
import { inSchemas } from './schemas'

const SEED = process.env['DRILL_SEED'] || '20261123'
/** Regular expression for the names of the only faults and trials; all by default. */
const ONLY = process.env['DRILL_FAULT'] ? new RegExp(process.env['DRILL_FAULT']) : undefined
const ROUNDS = Number(process.env['DRILL_ROUNDS'] || 1)
/** Where the short drill leaves how many of its findings were as promised. */
const TALLY = join(ROOT, '.local', 'reports', 'drill.json')

const isWanted = (name: string) => ONLY?.test(name) ?? true

/** Every fault, and the trials in full. */
const whole = async (drill: Drill): Promise<Results> => {
  const results: Results = { rounds: [], trials: [] }
  for (let index = 0; index < ROUNDS; index++) {
    for (const fault of allFaults().filter(({ name }) => isWanted(name))) {
      const round = await runRound(drill, { faults: [fault], seed: `${SEED}-${index}`, calm: 2.5 })
      tellRound(round)
      results.rounds.push(round)
    }
  }
  const trials: Record<string, () => Promise<Trial>> = {
    imports: async () => (await startImports(drill, { kills: 20, rows: 5_000, seed: SEED }))(),
    idempotency: () => idempotencyTrial(drill, { keys: 10_000, restarts: 40, seed: SEED }),
    edits: () => editTrial(drill, { rounds: 1_000, seed: SEED }),
  }
  for (const [name, trial] of Object.entries(trials).filter(([one]) => isWanted(one))) {
    say(`${name} ...`)
    const result = await trial()
    tellTrial(result)
    results.trials.push(result)
  }
  return results
}

/** One fault of each kind in one round, and the trials in small; killed imports lie until their lease is over meanwhile. */
const short = async (drill: Drill): Promise<Results> => {
  const judgeImports = await startImports(drill, { kills: 2, rows: 2_000, seed: SEED })
  const faults = someFaults(randomFrom(`faults-${SEED}`))
  const round = await runRound(drill, { faults, seed: SEED, calm: 0.5 })
  tellRound(round)
  const trials = await Promise.all([
    idempotencyTrial(drill, { keys: 200, restarts: 1, seed: SEED }),
    editTrial(drill, { rounds: 50, seed: SEED }),
  ])
  trials.push(await judgeImports())
  for (const trial of trials) tellTrial(trial)
  return { rounds: [round], trials }
}

const report = async (drill: Drill, results: Results, isShort: boolean): Promise<void> => {
  const findings = [...results.rounds, ...results.trials].flatMap((one) => one.findings)
  const failed = broken(findings).length
  process.exitCode = failed === 0 ? 0 : 1
  if (isShort) {
    mkdirSync(join(TALLY, '..'), { recursive: true })
    writeFileSync(TALLY, JSON.stringify({ passed: findings.length - failed, failed }))
  } else if (!ONLY) {
    const [row] = await inSchemas(drill.stack, ({ rows }) => rows('SELECT VERSION() AS version'))
    await writeReadme(results, String(row?.['version']))
  }
}

const main = async (): Promise<void> => {
  if (!hasOwnDisk()) say('no disk is filled: this machine lets nobody mount one for a process alone')
  const isShort = process.argv[2] === 'short'
  const drill = await startDrillStack()
  try {
    await report(drill, await (isShort ? short(drill) : whole(drill)), isShort)
  } finally {
    await drill.stop()
  }
}

// Packages are installed by a real root, which nobody is within the namespace of the disk.
const run = async (): Promise<void> => {
  requireBackendPrograms()
  await onOwnDisk(main)
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1) // the writers would go on
})
