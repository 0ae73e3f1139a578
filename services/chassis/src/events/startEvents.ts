import type { Logger } from 'pino'
import type { BaseConfig } from '../config/baseConfig'
import type { OpenDatabase } from '../database/database'
import { connectBroker } from './broker'
import type { Consumer } from './consumer'
import { isWaiting } from './outboxBatch'
import { startQueueWorker } from './queueWorker'
import { startRelay } from './relay'
import { removeTopology } from './removeTopology'
import { topologyOf } from './topology'

export interface EventsOptions {
  readonly config: Pick<BaseConfig, 'BROKER_URL'>
  readonly log: Logger
  readonly database: OpenDatabase
  /** Name of the service. */
  readonly source: string
  readonly consumers: readonly Consumer[]
  /** Keeps exchange and queues of a test apart from those of others. */
  readonly namespace?: string
  /** How to reach the broker; over the network when absent. */
  readonly connect?: typeof connectBroker
}

/** The relay of the outbox and the consumers of a service. */
export interface Events {
  /** Takes nothing new, waits for what runs, lets the connections go. */
  stop(): Promise<void>
  /** Whether the outbox is empty and nothing waits in the queues or is in the consumers' hands. For tests. */
  drained(): Promise<boolean>
  /** Whether the connections to the broker stand. */
  connected(): boolean
  /** Deletes exchange and queues of the namespace, after stop. For tests. */
  remove(): Promise<void>
}

/** Starts to publish the outbox and to hear facts. Returns at once; connects by itself for ever. Throws when two consumers share a queue. */
export const startEvents = ({
  config,
  log,
  database,
  source,
  consumers,
  namespace,
  connect = connectBroker,
}: EventsOptions): Events => {
  const shared = consumers.find(({ queue }, index) => consumers.findIndex((other) => other.queue === queue) < index)
  if (shared) throw new Error(`two consumers share the queue ${shared.queue}`)
  const topology = topologyOf(namespace)
  // A broker that slows publishers down does so by connection: consumers have one of their own.
  const outgoing = connect(config.BROKER_URL, log)
  const incoming = consumers.length ? connect(config.BROKER_URL, log) : undefined
  const workers = incoming
    ? consumers.map((consumer) => startQueueWorker(consumer, { database, broker: incoming, topology, log }))
    : []
  // A fact that is published before the queue exists that wants it would be lost to that queue.
  const mayPublish = Promise.all(workers.map(({ declared }) => declared))
  const relay = startRelay({ database, broker: outgoing, topology, source, log, mayPublish })

  return {
    connected: () => outgoing.connected() && (incoming?.connected() ?? true),
    drained: async () => {
      if (!relay.idle() || (await isWaiting(database)) || !relay.idle()) return false
      for (const worker of workers) if (!(await worker.idle())) return false
      return true
    },
    stop: async () => {
      await Promise.all([relay.stop(), ...workers.map((worker) => worker.stop())])
      await Promise.all([outgoing.stop(), incoming?.stop()])
    },
    remove: async () => {
      if (namespace !== undefined) await removeTopology(config.BROKER_URL, topology, consumers)
    },
  }
}
