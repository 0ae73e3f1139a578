import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ports } from './ports'

/** What a later `make status` or `make down` must know about a stack. */
export type Facts = { ports: Ports; gatewayUrl: string; elsewhere: string[] }

const path = (dir: string) => join(dir, 'stack.json')

/** Remembers the facts of a stack in its folder. */
export const writeFacts = (dir: string, facts: Facts): void =>
  writeFileSync(path(dir), JSON.stringify(facts, null, 2), { mode: 0o600 })

/** The facts of the stack last started in this folder, if any. */
export const readFacts = (dir: string): Facts | undefined => {
  try {
    return JSON.parse(readFileSync(path(dir), 'utf8')) as Facts
  } catch {
    return undefined
  }
}
