import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './build'
import { Trouble } from './say'
import type { Stack } from './startStack'

const marker = (dir: string) => join(dir, 'seeded')

/** The demo logins, as the seeding program printed them; undefined while there is no demo data in this stack. */
export const demoLogins = (dir: string): string | undefined =>
  existsSync(marker(dir)) ? readFileSync(marker(dir), 'utf8').trimEnd() : undefined

/** What the seeding program finds in its environment. */
const environment = (stack: Stack): NodeJS.ProcessEnv => ({
  ...process.env,
  RAPPORT_URL: stack.gatewayUrl,
  INTERNAL_PRIVATE_KEY_FILE: stack.keys.privateKeyFile,
  INTERNAL_PUBLIC_KEY_FILE: stack.keys.publicKeyFile,
  ...stack.targets,
})

/**
 * Loads the demo data with scripts/seed.ts, which must be safe to repeat. It tells its progress on stderr and the demo
 * logins on stdout; these are kept, so that every `make up` can show them.
 * @throws Trouble when the program fails
 */
export const seedDemo = async (stack: Stack): Promise<void> => {
  const program = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts', 'seed.ts')], {
    cwd: ROOT,
    env: environment(stack),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const logins: Buffer[] = []
  program.stdout.on('data', (chunk: Buffer) => logins.push(chunk))
  const code = await new Promise((ended, failed) => program.once('close', ended).once('error', failed))
  if (code !== 0) throw new Trouble('loading the demo data failed; "make seed" tries again')
  writeFileSync(marker(stack.dir), Buffer.concat(logins), { mode: 0o600 })
}
