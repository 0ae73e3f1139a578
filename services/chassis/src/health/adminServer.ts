import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { collectDefaultMetrics, register } from 'prom-client'
import { metricsPage } from './metricsPage'
import type { Readiness } from './readiness'

/** The port for those who run the process: never a public one. */
export interface AdminServer {
  readonly port: number
  close(): Promise<void>
}

export interface AdminOptions {
  readonly host: string
  readonly port: number
  /** See `loopPrecision`. */
  readonly loopPrecision: number
  readonly readiness: Pick<Readiness, 'reason'>
}

let collecting = false

/** Memory, CPU, garbage collection and delay of the event loop, once per process. */
const collectProcessMetrics = (eventLoopMonitoringPrecision: number): void => {
  if (collecting) return
  collecting = true
  collectDefaultMetrics({ eventLoopMonitoringPrecision })
}

interface Page {
  readonly status: number
  readonly body: string
  readonly type?: string
}

const pageOf = async (path: string | undefined, readiness: AdminOptions['readiness']): Promise<Page> => {
  if (path === '/livez') return { status: 200, body: 'live\n' }
  if (path === '/readyz') {
    const reason = await readiness.reason()
    return reason === undefined ? { status: 200, body: 'ready\n' } : { status: 503, body: `${reason}\n` }
  }
  if (path === '/metrics') return { status: 200, body: await metricsPage(), type: register.contentType }
  return { status: 404, body: 'there are /livez, /readyz and /metrics\n' }
}

const listener =
  (readiness: AdminOptions['readiness']): RequestListener =>
  (request, response) => {
    void pageOf(request.url?.split('?')[0], readiness)
      .catch((error: unknown): Page => ({ status: 500, body: `${String(error)}\n` }))
      .then(({ status, body, type = 'text/plain; charset=utf-8' }) => {
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
      })
  }

/**
 * Serves /livez (the event loop turns), /readyz (give it work) and /metrics (Prometheus). Liveness asks nobody else: a
 * database that is away is no reason to restart. Rejects when the port is taken.
 */
export const startAdminServer = async ({
  host,
  port,
  loopPrecision,
  readiness,
}: AdminOptions): Promise<AdminServer> => {
  collectProcessMetrics(loopPrecision)
  const server = createServer(listener(readiness))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
