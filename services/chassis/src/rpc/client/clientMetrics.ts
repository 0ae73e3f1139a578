import { Counter, Gauge } from 'prom-client'

/** Attempts of calls to other services, by rpc and outcome: `ok` or the kind of the failure. */
export const attempts = new Counter({
  name: 'rapport_rpc_client_attempts_total',
  help: 'Calls made to other services, each attempt, by rpc and outcome',
  labelNames: ['rpc', 'outcome'],
})

/** Repeated attempts. */
export const retries = new Counter({
  name: 'rapport_rpc_client_retries_total',
  help: 'Calls made again after the peer was not available',
  labelNames: ['rpc'],
})

/** 1 while a peer is given time to recover. */
export const openBreakers = new Gauge({
  name: 'rapport_rpc_client_breaker_open',
  help: '1 while calls are held back because the peer does not answer',
  labelNames: ['rpc'],
})
