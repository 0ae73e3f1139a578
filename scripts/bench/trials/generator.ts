import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '../openLoop'
import { httpConnection, type HttpConnection } from './httpConnection'
import type { ClosedLoad, Load, LoadReport, OpenLoad, Sample } from './Load'

/** Connections that are opened at the same time: a server's queue of those that it has not taken yet is short. */
const OPENED_AT_ONCE = 50
const PAUSE_AFTER_ERROR = 100

const textOf = ({ port, headers }: Load, { method, path, body }: Call): string => {
  const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(([name, value]) => `${name}: ${value}`)
  const length =
    body === undefined ? [] : [`content-length: ${Buffer.byteLength(body)}`, 'content-type: application/json']
  return `${method} ${path} HTTP/1.1\r\n${[...lines, ...length].join('\r\n')}\r\n\r\n${body ?? ''}`
}

const openAll = async ({ port, connections }: Load): Promise<HttpConnection[]> => {
  const all = Array.from({ length: connections }, () => httpConnection(port))
  for (let at = 0; at < all.length; at += OPENED_AT_ONCE) {
    await Promise.all(all.slice(at, at + OPENED_AT_ONCE).map(({ open }) => open()))
  }
  return all
}

interface Run {
  connections: HttpConnection[]
  begun: number
  /** Sends the next request, which was to leave at that time, and notes what becomes of it. */
  ask: (connection: HttpConnection, at: number) => Promise<Sample>
}

const closed = async ({ connections, begun, ask }: Run, { seconds, think }: ClosedLoad): Promise<void> => {
  const end = begun + seconds * 1000
  const user = async (connection: HttpConnection, index: number) => {
    if (think) await sleep((index * think * 1000) / connections.length)
    while (performance.now() < end) {
      const { status, retryAfter = think } = await ask(connection, performance.now())
      const pause = status === 0 ? PAUSE_AFTER_ERROR : retryAfter * 1000
      if (pause) await sleep(Math.max(0, Math.min(pause, end - performance.now())))
    }
  }
  await Promise.all(connections.map(user))
}

const timesOf = (begun: number, phases: OpenLoad['phases']): number[] => {
  let from = begun
  return phases.flatMap(({ rate, seconds }) => {
    const times = Array.from({ length: Math.round(rate * seconds) }, (_, index) => from + (index * 1000) / rate)
    from += seconds * 1000
    return times
  })
}

const open = async ({ connections, begun, ask }: Run, { phases }: OpenLoad): Promise<void> => {
  const times = timesOf(begun, phases)
  // By turns: a server closes a connection on which nothing comes.
  const idle = new Set(connections)
  const answers: Promise<void>[] = []
  while (answers.length < times.length) {
    for (let at = times[answers.length]; at !== undefined && at <= performance.now(); at = times[answers.length]) {
      const [connection] = idle
      if (!connection) break
      idle.delete(connection)
      answers.push(ask(connection, at).then(() => void idle.add(connection)))
    }
    await sleep(1)
  }
  await Promise.all(answers)
}

const run = async (load: Load): Promise<LoadReport> => {
  const texts = load.calls.map((call) => textOf(load, call))
  const connections = await openAll(load)
  const samples: Sample[] = []
  let sent = 0
  let lag = 0
  const usage = process.cpuUsage()
  const begun = performance.now()
  const ask: Run['ask'] = async (connection, at) => {
    lag = Math.max(lag, performance.now() - at)
    const answer = await connection.send(texts[sent++ % texts.length] ?? '')
    const sample = { at: at - begun, time: performance.now() - at, ...answer }
    samples.push(sample)
    return sample
  }
  await ('phases' in load ? open({ connections, begun, ask }, load) : closed({ connections, begun, ask }, load))
  const { user, system } = process.cpuUsage(usage)
  const cpu = (user + system) / 1000 / (performance.now() - begun)
  for (const { close } of connections) close()
  return { samples, cpu, lag }
}

// The process of one load, see generate.ts.
process.once('message', (load: Load) => {
  void run(load).then((report) => process.send?.(report, () => process.disconnect()))
})
