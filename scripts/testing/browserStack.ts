import { resolve } from 'node:path'

/** Folder of the stack that the browser tests drive, apart from every other. */
export const BROWSER_DIR = resolve(__dirname, '../../.local/e2e')

/** Its first port, which is the gateway's. */
export const BROWSER_PORT_BASE = Number(process.env['RAPPORT_E2E_PORT_BASE'] || 18200)
