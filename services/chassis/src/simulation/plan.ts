import type { Random } from './random'
import { ORDERED, UNORDERED, type Command } from './scenario'

/** What a history is about; a short history about a part of the whole finds as much as a long one. */
export interface Plan {
  /** The consumers that run, and whether any relay does. */
  readonly queues: readonly string[]
  /** Whether workers run. */
  readonly jobs: boolean
  /** Who wants what done, after how many ms. Several may want the same. */
  readonly callers: readonly { readonly command: Command; readonly delay: number }[]
  /** A process crashes before this step, or before an earlier one with such a name. */
  readonly crash: { readonly step: number; readonly on: RegExp }
}

/** What the histories of a kind have in common. */
export interface Kind {
  readonly queues: readonly string[]
  readonly jobs: boolean
  /** How many commands at most, and how many callers of each. */
  readonly commands: number
  readonly callers: number
  /** About as many as such a history has. */
  readonly steps: number
  /** Parts of the names of rare steps; a process would hardly crash there by chance. */
  readonly rare: readonly string[]
}

/** The kinds of histories: about each mechanism alone, and about all at once. */
export const kinds = {
  commands: {
    queues: [],
    jobs: false,
    commands: 2,
    callers: 3,
    steps: 90,
    rare: ['AS requestHash', 'ROLLBACK', 'lost'],
  },
  states: {
    queues: [ORDERED],
    jobs: false,
    commands: 3,
    callers: 1,
    steps: 120,
    rare: ['AS eventId', 'AS aggregateId'],
  },
  events: { queues: [UNORDERED], jobs: false, commands: 2, callers: 1, steps: 120, rare: ['AS eventId', '\\.dead$'] },
  jobs: { queues: [], jobs: true, commands: 2, callers: 1, steps: 130, rare: ['SET beats'] },
  all: { queues: [ORDERED, UNORDERED], jobs: true, commands: 3, callers: 3, steps: 400, rare: ['lost'] },
} satisfies Record<string, Kind>

const { all, ...each } = kinds
/** The kinds as often as they come: all at once is rare, because such a history is long. */
const MIXED: readonly Kind[] = [...Array.from({ length: 10 }, () => Object.values(each)).flat(), all]

/** The accounts that are there from the beginning. */
export const ACCOUNTS = ['a', 'b']

const commandFrom = (random: Random, index: number): Command => {
  const key = `c${index}`
  const isNew = random.chance(0.25)
  return {
    key,
    kind: isNew ? 'create' : 'rename',
    account: isNew ? `new-${key}` : random.pick(ACCOUNTS),
    body: `as ${key} wants`,
    poisonous: random.chance(0.15),
  }
}

const NEVER = /$^/
const DELAYS = [0, 0, 200]

/** Draws what a history is about, of a kind if one is given. */
export const planFrom = (random: Random, kind?: Kind): Plan => {
  const { queues, jobs, commands, callers, steps, rare } = kind ?? random.pick(MIXED)
  const wanted = Array.from({ length: 1 + random.below(commands) }, (_, index) => commandFrom(random, index))
  const called = wanted.flatMap((command) => {
    const same = Array.from({ length: 1 + random.below(callers) }, () => command)
    return callers > 1 && random.chance(0.2)
      ? [...same, { ...command, body: `something else than ${command.key} wants` }]
      : same
  })
  return {
    queues,
    jobs,
    callers: called.map((command) => ({ command, delay: random.pick(DELAYS) })),
    crash: random.chance(0.3)
      ? { step: 3 * steps, on: new RegExp(`^${random.pick(['>', '<'])}.*${random.pick(rare)}`, 's') }
      : { step: random.below(steps), on: NEVER },
  }
}
