import { join } from 'node:path'
import { build, ROOT } from '../stack/build'
import { say } from '../stack/say'
import { demoLogins, seedDemo } from '../stack/seedDemo'
import { startStack, type Stack } from '../stack/startStack'

/** Folder of the stack that is measured, apart from every other. */
export const BENCH_DIR = join(ROOT, '.local', 'bench')

/** Its first port, which is the gateway's. */
export const BENCH_PORT_BASE = Number(process.env['RAPPORT_BENCH_PORT_BASE'] || 18300)

// One address and one person make all requests: the limits per address and person would be what is measured.
const UNLIMITED = { RATE_PER_ACTOR: '100000000', RATE_PER_ADDRESS: '100000000', RATE_SIGN_IN: '100000' }

/** Starts those processes of the product that do not run, and anew those that run with other settings. */
export type StartMissing = (settings?: Record<string, string>) => Promise<unknown>

/** The product on its own ports with the demo data in it; what is there already is used again. */
export const startBenchStack = async (): Promise<{ stack: Stack; startMissing: StartMissing }> => {
  const version = await build(say)
  const start = (quiet: boolean, settings: Record<string, string> = {}) =>
    startStack({
      dir: BENCH_DIR,
      ports: BENCH_PORT_BASE,
      settings: { ...UNLIMITED, ...settings },
      build: version,
      quiet,
    })
  const stack = await start(false)
  if (demoLogins(BENCH_DIR) === undefined) {
    say('loading the demo data (once)')
    await seedDemo(stack)
  }
  return { stack, startMissing: (settings) => start(true, settings) }
}
