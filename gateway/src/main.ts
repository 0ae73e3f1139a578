import { ConfigError, createLogger, createReadiness, startAdminServer } from '@rapport/chassis'
import { gatewayConfig } from './config'
import { createGateway } from './gateway'

const DRAIN = 25_000
const LAST_RESORT = 40_000

const log = createLogger('gateway', { LOG_LEVEL: 'info' })

const fatal = (what: string) => (error: unknown) => {
  if (error instanceof ConfigError) log.fatal(`${what}: ${error.message}`)
  else log.fatal({ err: error }, what)
  process.exit(1)
}

const run = async (): Promise<void> => {
  const config = gatewayConfig()
  log.level = config.LOG_LEVEL
  const { server, drain, stop } = await createGateway(config, log)
  const readiness = createReadiness({ ping: () => Promise.resolve() })
  const admin = await startAdminServer({ host: config.HOST, port: config.ADMIN_PORT, readiness })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(config.HTTP_PORT, config.HOST, resolve))
  readiness.started()
  log.info({ port: config.HTTP_PORT, adminPort: admin.port }, 'ready')

  await new Promise<void>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, resolve)
  })
  log.info('stopping')
  setTimeout(() => process.exit(1), LAST_RESORT).unref()
  readiness.draining()
  // Connections that wait for their next request are told so with their last answer, or closed while they are idle.
  server.prependListener('request', (_, response) => response.setHeader('Connection', 'close'))
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN)
  await drain()
  await closed
  clearTimeout(cut)
  stop()
  await admin.close()
  log.info('stopped')
  process.exit(0)
}

process.on('uncaughtException', fatal('uncaught exception'))
process.on('unhandledRejection', fatal('unhandled rejection'))
run().catch(fatal('cannot start'))
