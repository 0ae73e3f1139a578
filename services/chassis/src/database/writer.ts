import type { Logger } from 'pino'
import { Unreachable } from './failures'
import { ask, openLink, type Access, type Link } from './link'

interface ServerState {
  readonly version: string
  readonly readOnly: number | string
  readonly frozen: number | string
}

const STATE = 'SELECT VERSION() AS version, @@global.read_only AS readOnly, @@global.innodb_read_only AS frozen'

// What differs between servers is set the same: strict values, UTC, READ COMMITTED, and short waits for locks, because the whole transaction is tried again.
const SQL_MODE = 'STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'
const LOCK_WAIT_SECONDS = 5

const isOn = (value: number | string): boolean => !['0', 'OFF'].includes(String(value))

/** Whether the server behind `link` takes writes, and its version. */
export const askState = async (link: Link): Promise<{ writable: boolean; version: string }> => {
  const [state] = (await ask(link, STATE)) as ServerState[]
  if (!state) throw new Unreachable('the server did not tell its state')
  return { writable: !isOn(state.readOnly) && !isOn(state.frozen), version: state.version }
}

const sessionStatements = (version: string, { serverLimit, autocommit = true }: Access): string[] => [
  `SET SESSION autocommit = ${autocommit ? 1 : 0}, SESSION time_zone = '+00:00', SESSION sql_mode = '${SQL_MODE}', SESSION innodb_lock_wait_timeout = ${LOCK_WAIT_SECONDS}, ` +
    (version.includes('MariaDB')
      ? `SESSION max_statement_time = ${serverLimit}`
      : `SESSION max_execution_time = ${serverLimit * 1000}`),
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
]

/** Opens a connection to `host` with our session settings. Throws Unreachable when the server is away, or read-only where it must be `writable`. */
export const openSession = async (host: string, access: Access, { writable }: { writable: boolean }): Promise<Link> => {
  const deadline = Date.now() + access.connectTimeout
  const link = await openLink(host, access)
  // The pool watches the deadlines of its own links; this one does not belong to it yet.
  const timer = setTimeout(() => link.kill(new Unreachable(`${host} does not answer`)), deadline - Date.now())
  try {
    const state = await askState(link)
    if (writable && !state.writable) throw new Unreachable(`${host} is read-only`)
    for (const sql of sessionStatements(state.version, access)) await ask(link, sql)
    return link
  } catch (error) {
    link.kill(new Unreachable(`${host} is not used`))
    throw error instanceof Unreachable ? error : new Unreachable(`${host} cannot be used`, { cause: error })
  } finally {
    clearTimeout(timer)
  }
}

/** Opens connections to whichever of `hosts` is writable: the one that was so last, else the first that answers so. */
export const writerOf = (hosts: readonly string[], access: Access, log: Logger): (() => Promise<Link>) => {
  let writer = hosts[0] ?? ''
  const tryHost = (host: string) => openSession(host, access, { writable: true })

  const search = async (): Promise<Link> => {
    const attempts = hosts.map(tryHost)
    const link = await Promise.any(attempts)
    for (const attempt of attempts)
      void attempt.then(
        (other) => other !== link && other.connection.end(),
        () => undefined,
      )
    return link
  }

  return async () => {
    if (hosts.length === 1) return tryHost(writer)
    try {
      return await tryHost(writer)
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      const link = await search().catch((cause: unknown) => {
        throw new Unreachable(`none of ${hosts.join(', ')} is a writable database`, { cause })
      })
      if (link.host !== writer) log.warn({ from: writer, to: link.host }, 'the writable database has moved')
      writer = link.host
      return link
    }
  }
}
