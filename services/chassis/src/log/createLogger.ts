import { isMainThread } from 'node:worker_threads'
import { pino, type DestinationStream, type Logger } from 'pino'
import type { BaseConfig } from '../config/baseConfig'
import { maybeContext } from '../context/context'

const secrets = [
  'password',
  'newPassword',
  'currentPassword',
  'passwordHash',
  'secret',
  'token',
  'sessionToken',
  'apiKey',
  'totpCode',
  'authorization',
  'cookie',
  'privateKey',
  'DATABASE_PASSWORD',
  'BROKER_URL',
]

const paths = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

interface Told {
  readonly type: string
  readonly message: string
  readonly stack?: string
  readonly code?: string | number
  readonly reason?: string
  readonly cause?: Told
}

/** What a log may hold of an error. Other properties stay out: a database error carries the statement with its values. */
const tell = (error: unknown, depth = 0): Told => {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  const { code, reason } = error as { code?: unknown; reason?: unknown }
  return {
    type: error.name,
    message: error.message,
    ...(error.stack !== undefined && { stack: error.stack }),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(typeof reason === 'string' && { reason }),
    ...(error.cause !== undefined && depth < 3 && { cause: tell(error.cause, depth + 1) }),
  }
}

const LINGER = 100

/** Standard output; lines are written together, and a log that says nothing wakes nobody. */
const standardOutput = (): DestinationStream => {
  const output = pino.destination({ sync: false, minLength: 4096 })
  const write = output.write.bind(output)
  let unwritten = 0
  let timer: NodeJS.Timeout | undefined
  const linger = () => {
    timer ??= setTimeout(flush, LINGER).unref()
  }
  // Flushing does nothing while a write is under way, so it is tried until everything is written.
  const flush = () => {
    timer = undefined
    if (unwritten <= 0) return
    output.flush()
    linger()
  }
  output.on('write', (bytes: number) => {
    unwritten -= bytes
  })
  output.write = (line) => {
    unwritten += Buffer.byteLength(line)
    linger()
    return write(line)
  }
  // Of the main thread pino sees to it.
  if (!isMainThread) process.once('exit', () => output.flushSync())
  return output
}

/**
 * The log of a process: one JSON object per line, with request id, tenant and actor of the call being served. Values under
 * names of secrets are left out, and of errors only what cannot hold data. Lines are written together, at the latest after
 * 100 ms and when the process or its thread ends or fails; one that is killed may lose those.
 * @param destination where lines go; standard output when absent
 */
export const createLogger = (
  name: string,
  { LOG_LEVEL }: Pick<BaseConfig, 'LOG_LEVEL'>,
  destination: DestinationStream = standardOutput(),
): Logger =>
  pino(
    {
      name,
      level: LOG_LEVEL,
      base: { service: name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths, censor: '***' },
      serializers: { err: (error: unknown) => tell(error), error: (error: unknown) => tell(error) },
      mixin: () => {
        const context = maybeContext()
        if (!context) return {}
        const { requestId, actor } = context
        return { requestId, tenant: actor.tenantId, actor: actor.id || actor.kind }
      },
    },
    destination,
  )
