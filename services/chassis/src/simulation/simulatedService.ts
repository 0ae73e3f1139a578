import { pino } from 'pino'
import type { Sequelize } from 'sequelize'
import type { OpenDatabase } from '../database/database'
import { databaseOn } from '../database/databaseOn'
import { createPool } from '../database/pool'
import { readsOn } from '../database/replicas'
import { startEvents } from '../events/startEvents'
import { startWorkers } from '../jobs/startWorkers'
import type { BrokerServer } from './brokerServer'
import type { DatabaseServer } from './databaseServer'
import type { Plan } from './plan'
import { consumersOn, workersOn } from './scenario'
import { brokerOn } from './simulatedBroker'
import { linkTo } from './simulatedLink'
import type { World } from './world'

const log = pino({ level: 'silent' })

/** What every process of a history reaches. */
export interface Surroundings {
  readonly world: World
  readonly database: DatabaseServer
  readonly broker: BrokerServer
  /** Shared by all, because making one costs more than a whole history. */
  readonly sequelize: Sequelize
}

/** Starts the mechanisms of a service in the running process, on the models; gives its database. */
export const startSimulatedService = (
  { world, database: server, broker, sequelize }: Surroundings,
  { queues, jobs }: Pick<Plan, 'queues' | 'jobs'>,
): OpenDatabase => {
  const writer = createPool({ open: linkTo(world, server, true), size: 10 })
  const transactional = createPool({ open: linkTo(world, server, false), size: 10 })
  const database = {
    ...databaseOn({ sequelize, writer, transactional, onReplica: readsOn(undefined, writer) }),
    ping: () => Promise.resolve(),
    close: () => Promise.resolve(),
    statements: () => 0,
    rowsRead: () => Promise.resolve(0),
  }
  if (queues.length > 0) {
    const consumers = consumersOn(database, world.random).filter(({ queue }) => queues.includes(queue))
    const config = { BROKER_URL: '' }
    startEvents({ config, log, database, source: 'customer', consumers, connect: brokerOn(world, broker) })
  }
  if (jobs) startWorkers({ log, database, workers: workersOn(database, world.random) })
  return database
}
