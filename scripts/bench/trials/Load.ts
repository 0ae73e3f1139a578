import type { Call } from '../openLoop'

interface Target {
  port: number
  headers: Record<string, string>
  /** Sent in turn, again and again. */
  calls: Call[]
  connections: number
}

/** Each connection asks again when it has its answer and has thought for `think` seconds; the first spread over as many. */
export interface ClosedLoad extends Target {
  seconds: number
  think: number
}

/** Requests leave at fixed rates, one phase after the other, whether or not those before were answered. */
export interface OpenLoad extends Target {
  phases: { rate: number; seconds: number }[]
}

export type Load = ClosedLoad | OpenLoad

/** What became of one request; times in ms. */
export interface Sample {
  /** When it was to leave, from the begin of the load. */
  at: number
  /** From then until its answer. */
  time: number
  /** 0 when there was no answer. */
  status: number
  retryAfter?: number
}

export interface LoadReport {
  samples: Sample[]
  /** Share of one processor that the generator itself used. */
  cpu: number
  /** The longest that a request left after its time. */
  lag: number
}
