import { setTimeout as sleep } from 'node:timers/promises'
import {
  ConfigError,
  createLogger,
  createReadiness,
  createRpcClients,
  readPrivateKey,
  startAdminServer,
  targetOf,
} from '@rapport/chassis'
import { signWith } from './auth/sign'
import { gatewayConfig } from './config'
import { closeGently } from './closeGently'
import { createGateway } from './gateway'

/** When requests do not come to their end in this time, in ms, the process ends without them. */
const LAST_RESORT = 40_000

const log = createLogger('gateway', { LOG_LEVEL: 'info' })

const fatal = (what: string) => (error: unknown) => {
  if (error instanceof ConfigError) log.fatal(`${what}: ${error.message}`)
  else log.fatal({ err: error }, what)
  process.exit(1)
}

const stopSignal = () =>
  new Promise<void>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => resolve())
  })

const run = async (): Promise<void> => {
  const config = gatewayConfig()
  log.level = config.LOG_LEVEL
  const clients = createRpcClients({ targetOf: (service) => targetOf(service) })
  const signToken = signWith(await readPrivateKey(config.INTERNAL_PRIVATE_KEY_FILE))
  const { server, endUpdates, stop } = createGateway({ config, log, clients, signToken })
  const readiness = createReadiness({ ping: () => Promise.resolve() })
  const admin = await startAdminServer({
    host: config.HOST,
    port: config.ADMIN_PORT,
    loopPrecision: config.LOOP_PRECISION,
    readiness,
  })
  const stopping = stopSignal()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(config.HTTP_PORT, config.HOST, resolve)
  })
  readiness.started()
  log.info({ port: config.HTTP_PORT, adminPort: admin.port }, 'ready')

  await stopping
  log.info('stopping')
  setTimeout(() => process.exit(1), LAST_RESORT).unref()
  readiness.draining()
  const closing = closeGently(server, sleep(config.DRAIN_SECONDS * 1000))
  await endUpdates()
  await closing
  stop()
  await admin.close()
  log.info('stopped')
  process.exit(0)
}

process.on('uncaughtException', fatal('uncaught exception'))
process.on('unhandledRejection', fatal('unhandled rejection'))
run().catch(fatal('cannot start'))
