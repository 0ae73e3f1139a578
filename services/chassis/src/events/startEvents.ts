import type { Logger } from 'pino'
import type { BaseConfig } from '../config/baseConfig'
import type { OpenDatabase } from '../database/database'
import type { Consumer } from './consumer'

export interface EventsOptions {
  readonly config: Pick<BaseConfig, 'BROKER_URL'>
  readonly log: Logger
  readonly database: OpenDatabase
  /** Name of the service. */
  readonly source: string
  readonly consumers: readonly Consumer[]
}

/** The relay of the outbox and the consumers of a service. */
export interface Events {
  /** Takes nothing new, waits for what runs (10 s at most), lets the connection go. */
  stop(): Promise<void>
  /** Whether the outbox is empty and nothing waits in the queues or is in the consumers' hands. For tests. */
  drained(): Promise<boolean>
  /** Whether the connection to the broker stands. */
  connected(): boolean
}

/** Starts to publish the outbox and to hear facts. Returns at once; connects by itself for ever. */
export const startEvents = ({ source }: EventsOptions): Events => {
  throw new Error(source)
}
