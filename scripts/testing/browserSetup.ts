import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { seedDemo } from '../stack/seedDemo'
import { startStack } from '../stack/startStack'
import { stopStack } from '../stack/stopStack'
import { BROWSER_DIR, BROWSER_PORT_BASE } from './browserStack'

// The tests come from one address and a few people: limits that the gateway's own tests prove would only slow them down.
const UNHURRIED = { RATE_PER_ACTOR: '1000000', RATE_PER_ADDRESS: '1000000', RATE_SIGN_IN: '100000' }

/**
 * Before all browser tests: a whole stack on its own ports with nothing but the demo data in it. Tests find its address
 * in RAPPORT_URL (the base URL of every page too) and its folder in RAPPORT_DIR.
 */
export default async (): Promise<void> => {
  await stopStack(BROWSER_DIR)
  for (const part of ['database', 'broker', 'logs', 'seeded']) {
    rmSync(join(BROWSER_DIR, part), { recursive: true, force: true })
  }
  const stack = await startStack({ dir: BROWSER_DIR, ports: BROWSER_PORT_BASE, quiet: true, settings: UNHURRIED })
  await seedDemo(stack)
  process.env['RAPPORT_URL'] = stack.gatewayUrl
  process.env['RAPPORT_DIR'] = BROWSER_DIR
}
