import { request, type Agent } from 'node:http'

export interface Call {
  method: 'GET' | 'POST'
  path: string
  body?: string
}

interface Load {
  port: number
  agent: Agent
  headers: Record<string, string>
  /** Requests per second, sent at even intervals whether or not the ones before are answered. */
  rate: number
  seconds: number
  call: (index: number) => Call
}

/** What one run of the generator saw; times in milliseconds from the intended time of each request. */
export interface LoadResult {
  sent: number
  /** Latencies of the answers with a status below 400. */
  latencies: number[]
  errors: number
  /** Answers per second while the load lasted. */
  achieved: number
  /** The longest that a request was sent after its intended time. */
  lag: number
}

const PATIENCE = 10_000

const send = ({ port, agent, headers }: Load, { method, path, body }: Call): Promise<boolean> =>
  new Promise((answered) => {
    const extra =
      body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const outgoing = request(
      { host: '127.0.0.1', port, agent, method, path, headers: { ...headers, ...extra }, timeout: PATIENCE },
      (response) => {
        response.resume()
        response.once('end', () => answered((response.statusCode ?? 500) < 400)).once('error', () => answered(false))
      },
    )
    outgoing.once('error', () => answered(false)).once('timeout', () => outgoing.destroy())
    outgoing.end(body)
  })

/** Sends requests at a fixed rate and measures each from the time it should have been sent. */
export const openLoop = async (load: Load): Promise<LoadResult> => {
  const total = Math.round(load.rate * load.seconds)
  const interval = 1000 / load.rate
  const latencies: number[] = []
  const answers: Promise<void>[] = []
  let errors = 0
  let lag = 0
  const begun = performance.now()

  const one = async (index: number): Promise<void> => {
    const intended = begun + index * interval
    lag = Math.max(lag, performance.now() - intended)
    if (await send(load, load.call(index))) latencies.push(performance.now() - intended)
    else errors++
  }
  const sendDue = () => {
    while (answers.length < total && begun + answers.length * interval <= performance.now()) {
      answers.push(one(answers.length))
    }
  }
  await new Promise<void>((done) => {
    const timer = setInterval(() => {
      sendDue()
      if (answers.length < total) return
      clearInterval(timer)
      done()
    }, 1)
  })
  await Promise.all(answers)
  return { sent: total, latencies, errors, achieved: (latencies.length * 1000) / (performance.now() - begun), lag }
}
