import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, ROOT } from './stack/build'
import { say, Trouble } from './stack/say'
import { browserPath } from './testing/browser'
import { checks } from './testing/checks'
import { runStep, type Step } from './testing/runStep'
import {
  lastLine,
  sum,
  tallyJest,
  tallyPlaywright,
  type JestReport,
  type PlaywrightReport,
  type Tally,
} from './testing/tally'

const REPORTS = join(ROOT, '.local', 'reports')

const one = (ok: boolean): Tally => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 })

const tryBuild = async (): Promise<Tally> => {
  try {
    await build(say)
    say('ok      build')
    return one(true)
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    say(error.message)
    say('FAILED  build')
    return one(false)
  }
}

// Two at a time, as many as the smallest machine has cores; the tests that run meanwhile come first.
const runChecks = async (): Promise<Tally> => {
  const due = [...checks]
  const tallies: Tally[] = []
  const worker = async () => {
    for (let step = due.shift(); step; step = due.shift()) tallies.push(one(await runStep(step, { patient: true })))
  }
  await Promise.all([worker(), worker()])
  return sum(tallies)
}

const report = (name: string) => join(REPORTS, `${name}.json`)

// A run that leaves no report, or that fails although its report does not say so, counts as one failure.
const counted = async <T>(step: Step, file: string, tally: (report: T) => Tally, env = process.env): Promise<Tally> => {
  rmSync(file, { force: true })
  const ok = await runStep(step, { live: true, env })
  try {
    const result = tally(JSON.parse(readFileSync(file, 'utf8')) as T)
    return ok || result.failed > 0 ? result : { ...result, failed: 1 }
  } catch {
    return one(false)
  }
}

const runJest = (): Promise<Tally> =>
  counted<JestReport>(
    {
      name: 'unit and integration tests',
      command: process.execPath,
      args: ['node_modules/jest/bin/jest.js', '--ci', '--json', `--outputFile=${report('jest')}`],
    },
    report('jest'),
    tallyJest,
  )

const runDrill = (): Promise<Tally> =>
  counted<Tally>(
    {
      name: 'faults, a short drill',
      command: process.execPath,
      args: ['--import', 'tsx', 'scripts/drill/main.ts', 'short'],
    },
    report('drill'),
    (tally) => tally,
  )

const runBrowser = async (): Promise<Tally> => {
  const chromium = browserPath()
  if (!chromium) return one(false)
  return counted<PlaywrightReport>(
    {
      name: 'the portal in a browser',
      command: process.execPath,
      args: ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
    },
    report('playwright'),
    tallyPlaywright,
    { ...process.env, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report('playwright') },
  )
}

const parts = { check: runChecks, drill: runDrill, jest: runJest, browser: runBrowser }

/** One after the other, for they measure each other's patience; the checks compute whenever these wait. */
const inTurn = ['drill', 'jest', 'browser'] as const

const main = async (): Promise<void> => {
  process.chdir(ROOT)
  mkdirSync(REPORTS, { recursive: true })
  const only = process.argv[2]
  if (only && !(only in parts))
    throw new Trouble(`say nothing for all tests, or one of: ${Object.keys(parts).join(', ')}`)
  const run = (name: keyof typeof parts) => (!only || only === name ? parts[name]() : sum([]))
  const tallies = [await tryBuild()]
  const checked = run('check')
  for (const name of inTurn) tallies.push(await run(name))
  tallies.push(await checked)
  const total = sum(tallies)
  say(lastLine(total))
  process.exitCode = total.failed === 0 ? 0 : 1
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Trouble ? error.message : String(error)}\n`)
  process.exitCode = 1
})
