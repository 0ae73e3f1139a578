import type { Logger } from 'pino'
import type { z } from 'zod'
import { baseConfig } from '../config/baseConfig'
import { ConfigError, readConfig } from '../config/readConfig'
import { createLogger } from '../log/createLogger'
import { readPublicKey } from '../token/keys'
import { verifyToken } from '../token/verifyToken'
import { isBackgroundThread } from './backgroundThread'
import type { ServiceDefinition } from './defineService'
import { runBackground } from './runBackground'
import { runService, type RunningService } from './runService'

/** Longer than everything that stop() waits for; then the process ends whatever it still holds. */
const lastResort = 45_000

const tell = (log: Logger, err: unknown, what: string): void => {
  // A fault of the configuration is a sentence for the operator; a stack would only hide it.
  if (err instanceof ConfigError) log.fatal(`${what}: ${err.message}`)
  else log.fatal({ err }, what)
}

/** Ends the process on what nobody caught: its state is unknown, and whoever started it starts it again. */
const exitOnFaults = (log: Logger): void => {
  const fault = (what: string) => (err: unknown) => {
    tell(log, err, what)
    process.exit(1)
  }
  process.on('uncaughtException', fault('uncaught exception'))
  process.on('unhandledRejection', fault('unhandled rejection'))
}

/** Aborts with the first SIGTERM or SIGINT; the second ends the process at once. */
const stopSignal = (log: Logger): AbortSignal => {
  const controller = new AbortController()
  const handle = (name: string) => {
    if (controller.signal.aborted) process.exit(1)
    log.info(`${name}: stopping`)
    setTimeout(() => process.exit(1), lastResort).unref()
    controller.abort()
  }
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => handle(name))
  return controller.signal
}

const configOf = <C extends z.ZodObject>({ config }: ServiceDefinition<C>, log: Logger) => {
  const all = { ...readConfig(baseConfig), ...((config ? readConfig(config) : {}) as z.output<C>) }
  log.level = all.LOG_LEVEL
  return all
}

const start = async <C extends z.ZodObject>(
  definition: ServiceDefinition<C>,
  main: string | undefined,
  log: Logger,
  signal: AbortSignal,
): Promise<RunningService> => {
  const config = configOf(definition, log)
  const verify = verifyToken(await readPublicKey(config.INTERNAL_PUBLIC_KEY_FILE))
  return runService(definition, { config, log, verify, signal, backgroundMain: main })
}

/**
 * The main program of a service: reads the environment, runs the service until SIGTERM or SIGINT, lets it finish its work,
 * and ends the process. Never rejects: what goes wrong is logged and ends the process with status 1.
 * @param main path of the program that calls this, where a thread of its own is to do the jobs of the service: it runs the same
 */
export const startService = async <C extends z.ZodObject>(
  definition: ServiceDefinition<C>,
  main?: string,
): Promise<void> => {
  const log = createLogger(definition.name, { LOG_LEVEL: 'info' })
  if (isBackgroundThread) return runBackground(definition, configOf(definition, log), log)
  exitOnFaults(log)
  const signal = stopSignal(log)
  try {
    const running = await start(definition, main, log, signal)
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    await running.stop()
    log.info('stopped')
    process.exit(0)
  } catch (err) {
    if (signal.aborted) process.exit(0)
    tell(log, err, 'cannot start')
    process.exit(1)
  }
}
