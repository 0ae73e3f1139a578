import timers from 'node:timers/promises'
import type { Timer, World } from './world'

const real = {
  Date,
  setTimeout,
  clearTimeout,
  setInterval,
  clearInterval,
  random: Math.random,
  sleep: timers.setTimeout,
}

/** What setTimeout() gives; it never keeps the process from ending. */
const handleOf = (timer: Timer) => ({ timer, ref: () => undefined, unref: () => undefined })

type Handle = ReturnType<typeof handleOf> | undefined

/** Lets the time, the timers and the chance of `world` be those of all code, until the returned function is called. */
export const fakeTime = (world: World): (() => void) => {
  const FakeDate = new Proxy(real.Date, {
    construct: (target, given) => Reflect.construct(target, given.length > 0 ? given : [world.now()]) as Date,
    get: (target, name) => (name === 'now' ? world.now : (Reflect.get(target, name) as unknown)),
  })
  const clear = (handle: Handle) => handle && world.removeTimer(handle.timer)
  Object.assign(globalThis, {
    Date: FakeDate,
    setTimeout: (run: () => void, ms = 1) => handleOf(world.addTimer(run, ms)),
    setInterval: (run: () => void, ms = 1) => handleOf(world.addTimer(run, ms, { every: ms })),
    clearTimeout: clear,
    clearInterval: clear,
  })
  Object.assign(Math, { random: () => world.random.fraction() })
  Object.assign(timers, {
    setTimeout: (ms: number) => new Promise<void>((resolve) => void world.addTimer(resolve, ms)),
  })
  return () => {
    const { random, sleep, ...globals } = real
    Object.assign(globalThis, globals)
    Object.assign(Math, { random })
    Object.assign(timers, { setTimeout: sleep })
  }
}
