import type { Random } from './random'

/** A process of ours: what belongs to it ends with it. */
export interface Process {
  readonly name: string
  readonly alive: boolean
  readonly pausedUntil: number
  /** Lets it run no further for `ms`, as if a signal had stopped it. */
  readonly pause: (ms: number) => void
  readonly end: () => void
}

interface Frame {
  readonly label: string
  readonly run: () => void
}

/** A connection of a process to a server; what is sent arrives in its order, some time later. */
export interface Line {
  readonly owner: Process
  /** Sends to the server. */
  readonly ask: (label: string, run: () => void) => void
  /** Sends to the process. */
  readonly answer: (label: string, run: () => void) => void
  /** The server takes nothing from it while true. */
  held: boolean
  /** The network loses it, with some of what is under way; both ends learn of it. */
  readonly cut: () => void
  /** The process closes it; the server learns of it after what was sent before. */
  readonly hangUp: () => void
}

interface Ends {
  /** The process learns that the connection is gone. */
  readonly lost: () => void
  /** The server learns that the connection is gone. */
  readonly gone: () => void
}

export interface Timer {
  readonly owner: Process | undefined
  readonly every: number | undefined
  readonly run: () => void
  at: number
}

/** Something that can happen next. */
export interface Choice {
  readonly label: string
  /** Whose continuation it is; absent for what happens in a server. */
  readonly owner: Process | undefined
  /** Whose connection it is. */
  readonly of: Process | undefined
  /** The connection that something arrives by. */
  readonly line?: Line
  readonly run: () => void
}

/** Says what a server could do next by itself. */
type Source = () => readonly Choice[]

interface Wire extends Line {
  readonly open: boolean
  readonly up: Frame[]
  readonly down: Frame[]
  readonly crash: () => void
}

/** Time, processes, connections and chance: everything that decides what happens next. */
export interface World {
  readonly random: Random
  /** The process whose code is running. */
  readonly current: Process | undefined
  readonly now: () => number
  readonly process: (name: string) => Process
  /** Ends a process at once: its code never runs again, its connections close. */
  readonly crash: (process: Process) => void
  readonly connect: (owner: Process, ends: Ends) => Line
  readonly lines: () => readonly Line[]
  /** Calls `run` after `ms`, as the running process where no other is given, again and again when told so. */
  readonly addTimer: (
    run: () => void,
    ms: number,
    options?: { readonly every?: number; readonly owner?: Process },
  ) => Timer
  readonly removeTimer: (timer: Timer) => void
  readonly addSource: (source: Source) => void
  /** Lets time pass. */
  readonly pass: (ms: number) => void
  /** Lets one thing happen, or time pass when nothing can. False when nothing will ever happen. */
  readonly step: () => Promise<boolean>
}

export interface WorldOptions {
  readonly random: Random
  /** Told before each thing that happens; true when it shall not, because its process has crashed. */
  readonly prevented: (choice: Choice, step: number) => boolean
  /** Awaited after each step. */
  readonly afterStep?: () => Promise<void>
}

const GONE = 'gone'
const START = Date.UTC(2026, 10, 23, 2)
/** How far time may jump beyond the next timer when nothing else can happen, in ms. */
const JUMPS = [0, 0, 300, 1_500, 4_000]

const tick = process.nextTick.bind(process)
/** Resolves when all code that could run has run. */
const settled = (): Promise<void> => new Promise((resolve) => tick(resolve))

/** Makes a world in which `random` decides. */
export const newWorld = ({ random, prevented, afterStep }: WorldOptions): World => {
  const wires = new Set<Wire>()
  const timers = new Set<Timer>()
  const sources: Source[] = []
  let current: Process | undefined
  let now = START
  let steps = 0

  const runs = (owner: Process | undefined) => !owner || (owner.alive && owner.pausedUntil <= now)

  const connect = (owner: Process, { lost, gone }: Ends): Line => {
    const up: Frame[] = []
    const down: Frame[] = []
    let open = true
    const close = () => {
      open = false
      up.push({ label: GONE, run: gone })
    }
    const loseSome = (frames: Frame[]) => frames.splice(random.below(frames.length + 1))
    const wire: Wire = {
      owner,
      get open() {
        return open
      },
      up,
      down,
      held: false,
      ask: (label, run) => void (open && up.push({ label, run })),
      answer: (label, run) => void (open && down.push({ label, run })),
      cut: () => {
        if (!open) return
        loseSome(up)
        loseSome(down)
        close()
        down.push({ label: 'lost', run: lost })
      },
      hangUp: () => {
        down.length = 0
        if (open) close()
      },
      crash: () => {
        down.length = 0
        if (!open) return
        loseSome(up)
        close()
      },
    }
    wires.add(wire)
    return wire
  }

  const ups: Wire[] = []
  const downs: Wire[] = []
  const due: Timer[] = []

  /** Collects what can happen next; gives what servers could do by themselves. */
  const collect = (): Choice[] => {
    ups.length = downs.length = due.length = 0
    for (const wire of wires) {
      if (wire.up.length > 0 && !wire.held) ups.push(wire)
      if (wire.down.length > 0 && runs(wire.owner)) downs.push(wire)
      if (!wire.open && wire.up.length + wire.down.length === 0) wires.delete(wire)
    }
    for (const timer of timers) if (timer.at <= now && runs(timer.owner)) due.push(timer)
    return sources.flatMap((source) => source())
  }

  const arrive = (wire: Wire): Choice => ({
    label: `> ${wire.up[0]?.label}`,
    owner: undefined,
    of: wire.owner,
    line: wire,
    run: () => wire.up.shift()?.run(),
  })

  const resume = (wire: Wire): Choice => ({
    label: `< ${wire.down[0]?.label}`,
    owner: wire.owner,
    of: wire.owner,
    line: wire,
    run: () => wire.down.shift()?.run(),
  })

  const fire = (timer: Timer): Choice => ({
    label: 'timer',
    owner: timer.owner,
    of: timer.owner,
    run: () => {
      if (timer.every === undefined) timers.delete(timer)
      else timer.at = now + timer.every
      timer.run()
    },
  })

  const choose = (): Choice | undefined => {
    const others = collect()
    let index = random.below(ups.length + downs.length + due.length + others.length)
    const [up, down, timer] = [ups[index], downs[(index -= ups.length)], due[(index -= downs.length)]]
    if (up) return arrive(up)
    if (down) return resume(down)
    return timer ? fire(timer) : others[index - due.length]
  }

  const letTimePass = (): boolean => {
    let next = Infinity
    for (const { at, owner } of timers) {
      if (owner && !owner.alive) continue
      next = Math.min(next, Math.max(at, owner?.pausedUntil ?? 0))
    }
    for (const { owner, down } of wires) if (down.length > 0 && owner.alive) next = Math.min(next, owner.pausedUntil)
    if (next === Infinity) return false
    now = Math.max(now, next) + random.pick(JUMPS)
    return true
  }

  const runAs = async (owner: Process | undefined, run: () => void): Promise<void> => {
    current = owner
    run()
    await settled()
    current = undefined
  }

  return {
    random,
    get current() {
      return current
    },
    now: () => now,
    process: (name) => {
      const process = {
        name,
        alive: true,
        pausedUntil: 0,
        pause: (ms: number) => void (process.pausedUntil = now + ms),
        end: () => void (process.alive = false),
      }
      return process
    },
    pass: (ms) => (now += ms),
    crash: (process) => {
      process.end()
      for (const wire of wires) if (wire.owner === process) wire.crash()
      for (const timer of timers) if (timer.owner === process) timers.delete(timer)
    },
    connect,
    lines: () => [...wires],
    addTimer: (run, ms, { every, owner = current } = {}) => {
      const timer = { owner, run, every, at: now + Math.max(1, Math.trunc(ms)) }
      timers.add(timer)
      return timer
    },
    removeTimer: (timer) => void timers.delete(timer),
    addSource: (source) => void sources.push(source),
    step: async () => {
      const choice = choose()
      if (!choice) return letTimePass()
      if (prevented(choice, ++steps)) return true
      if (choice.owner) await runAs(choice.owner, choice.run)
      else choice.run()
      await afterStep?.()
      return true
    },
  }
}
