import { status } from '@grpc/grpc-js'
import { Counter, Gauge, Histogram } from 'prom-client'

const handled = new Counter({
  name: 'rapport_rpc_handled_total',
  help: 'Calls answered, by rpc and gRPC status code',
  labelNames: ['rpc', 'code'],
})

const seconds = new Histogram({
  name: 'rapport_rpc_seconds',
  help: 'Time from the arrival of a call to its answer',
  labelNames: ['rpc'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
})

let running = 0

new Gauge({
  name: 'rapport_rpc_in_flight',
  help: 'Calls being answered now',
  collect() {
    this.set(running)
  },
})

/** Counts a call from its arrival; the returned function ends it with a status code and gives the milliseconds it took. */
export const measureCall = (rpc: string): ((code: status) => number) => {
  const started = performance.now()
  running++
  return (code) => {
    running--
    const milliseconds = performance.now() - started
    handled.inc({ rpc, code: status[code] })
    seconds.observe({ rpc }, milliseconds / 1000)
    return milliseconds
  }
}
