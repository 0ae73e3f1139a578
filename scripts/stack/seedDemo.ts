import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './build'
import { Trouble } from './say'
import type { Stack } from './startStack'

const marker = (dir: string) => join(dir, 'seeded')

/** Whether the demo data has been loaded into this stack. */
export const isSeeded = (dir: string): boolean => existsSync(marker(dir))

/** What the seeding program finds in its environment. */
const environment = (stack: Stack): NodeJS.ProcessEnv => ({
  ...process.env,
  RAPPORT_URL: stack.gatewayUrl,
  INTERNAL_PRIVATE_KEY_FILE: stack.keys.privateKeyFile,
  INTERNAL_PUBLIC_KEY_FILE: stack.keys.publicKeyFile,
  ...stack.targets,
})

/**
 * Loads the demo data with scripts/seed.ts, which must be safe to repeat, and remembers that it succeeded.
 * @throws Trouble when the program fails
 */
export const seedDemo = async (stack: Stack): Promise<void> => {
  const program = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts', 'seed.ts')], {
    cwd: ROOT,
    env: environment(stack),
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const code = await new Promise((ended, failed) => program.once('close', ended).once('error', failed))
  if (code !== 0) throw new Trouble('loading the demo data failed; "make seed" tries again')
  writeFileSync(marker(stack.dir), new Date().toISOString(), { mode: 0o600 })
}
