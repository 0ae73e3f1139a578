import { join, resolve } from 'node:path'
import { ROOT } from './build'
import { portsFrom, type Ports } from './ports'
import { Trouble } from './say'

const PORT_BASE = 18000
const GATEWAY_PORT = 8080

/** What the person at the terminal may choose through the environment. */
export type Config = { dir: string; ports: Ports; publicUrl?: string }

/**
 * Reads RAPPORT_DIR, RAPPORT_PORT, RAPPORT_PORT_BASE, the single port variables and RAPPORT_PUBLIC_URL.
 * @throws Trouble naming the variable that makes no sense
 */
export const readConfig = (environment: NodeJS.ProcessEnv): Config => {
  const base = environment['RAPPORT_PORT_BASE']
  const gateway = environment['RAPPORT_PORT'] || (base ? undefined : String(GATEWAY_PORT))
  try {
    const ports = portsFrom(base ? Number(base) : PORT_BASE, { ...environment, RAPPORT_PORT: gateway })
    const publicUrl = environment['RAPPORT_PUBLIC_URL']
    return {
      dir: resolve(environment['RAPPORT_DIR'] || join(ROOT, '.local')),
      ports,
      ...(publicUrl ? { publicUrl: new URL(publicUrl).origin } : {}),
    }
  } catch (error) {
    if (error instanceof RangeError) throw new Trouble(error.message)
    if (error instanceof TypeError)
      throw new Trouble('RAPPORT_PUBLIC_URL must be an address like https://crm.example.cn')
    throw error
  }
}
