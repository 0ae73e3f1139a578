import { setTimeout as sleep } from 'node:timers/promises'
import { adminPorts } from '../parts'
import { byGenerator, detailsOf, peakOf } from './detailLoad'
import { generate } from './generate'
import { metricsOf, valueIn } from './metrics'
import { inMs, judged, type Trial } from './Trial'

const LOAD = 0.9
const LONGEST = 50
const EVERY = 1000
/** In ms, see `loopPrecision`. */
const PRECISION = '10'

const delays = async (ports: Record<string, number>): Promise<[string, number][]> =>
  Promise.all(
    Object.entries(ports).map(async ([name, admin]): Promise<[string, number]> => {
      const page = await metricsOf(admin)
      return [name, valueIn(page, 'nodejs_eventloop_lag_max_seconds') * 1000]
    }),
  )

/** How long the event loops of the processes stand still while nearly as much is asked as they can do. */
export const loopTrial: Trial = async ({ stack, product, scaled, startMissing }) => {
  await startMissing({ LOOP_PRECISION: PRECISION })
  const ports = adminPorts(stack.ports)
  const peak = await peakOf(product, scaled(10))
  const phases = [{ rate: peak * LOAD, seconds: scaled(20) }]
  await delays(ports) // each look begins the measure anew
  const worst = new Map<string, number>()
  let over = false
  const watch = async () => {
    while (!over) {
      await sleep(EVERY)
      for (const [name, delay] of await delays(ports)) worst.set(name, Math.max(delay, worst.get(name) ?? 0))
    }
  }
  const watching = watch()
  const report = await generate({ ...(await detailsOf(product)), connections: 1000, phases })
  over = true
  await watching
  return [...worst].map(([name, delay]) =>
    judged(
      `event loop of ${name} at ${(peak * LOAD).toFixed(0)} requests/s: longest block (${byGenerator(report)})`,
      delay,
      ['<=', LONGEST],
      inMs,
    ),
  )
}
