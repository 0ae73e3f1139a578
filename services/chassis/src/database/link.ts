import { connect, type Socket } from 'node:net'
import { createConnection, format, type Connection } from 'mysql2'
import { Unreachable } from './failures'
import type { Bound } from './literal'

/** One connection to one server. */
export interface Link {
  readonly connection: Pick<Connection, 'end'>
  /** `host:port` */
  readonly host: string
  /** Sends a statement as it is: prepared when there are values, else as text. */
  readonly send: (
    sql: string,
    values: readonly Bound[] | undefined,
    done: (error: Error | null, result: unknown) => void,
  ) => void
  /** Sends several statements as text in one message, for connections with `autocommit: false`: after the first that fails none is run. */
  readonly sendAll: (sqls: readonly string[], done: (error: Error | null, results: readonly unknown[]) => void) => void
  /** When the running statement must be over, in ms since the epoch; Infinity while none runs. */
  deadline: number
  /** When it was last given back, in ms since the epoch. */
  idleSince: number
  /** Must not be used again. */
  broken: boolean
  /** Has all connections to this server thrown away: it does not take writes any more. */
  leave?: () => void
  /** Counts the statements of calls. */
  tally?: { statements: number }
  /** Cuts the connection; the running statement fails with `error`. */
  readonly kill: (error: Error) => void
}

export interface Access {
  readonly user: string
  readonly password: string
  readonly database: string
  /** Time to connect and to sign in, in ms. */
  readonly connectTimeout: number
  /** The server's own limit on a statement, in seconds, behind ours; 0: none. */
  readonly serverLimit: number
  /** False: every statement begins a transaction where none is open, which spares the statement that would begin it; and several may go in one message. */
  readonly autocommit?: boolean
}

/** Sends a statement of the chassis itself, which is neither counted nor watched. */
export const ask = (link: Link, sql: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    link.send(sql, undefined, (error, result) => (error ? reject(error) : resolve(result)))
  })

// 1461: the server holds as many prepared statements as it may; 1615: the tables changed too often meanwhile. As text it works.
const NOT_PREPARED = new Set([1461, 1615])

const socketTo = (host: string): Socket => {
  const colon = host.lastIndexOf(':')
  return connect({
    host: host.slice(0, colon).replace(/^\[(.*)\]$/, '$1'),
    port: Number(host.slice(colon + 1)),
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 10_000,
  })
}

/** Connects and signs in. Throws Unreachable, or the server's refusal when user, password or schema are wrong. */
export const openLink = (
  host: string,
  { user, password, database, connectTimeout, autocommit = true }: Access,
): Promise<Link> => {
  const socket = socketTo(host)
  const connection = createConnection({
    user,
    password,
    database,
    stream: () => socket,
    connectTimeout,
    charset: 'UTF8MB4_UNICODE_520_CI',
    timezone: 'Z',
    supportBigNumbers: true,
    dateStrings: ['DATE'],
    maxPreparedStatements: 100,
    // A statement without values holds no placeholders: it is not searched for them.
    queryFormat: (sql: string, bound?: Bound[]) => (bound?.length ? format(sql, bound, false, 'Z') : sql),
    // affectedRows counts the rows that really changed; files of the client are nobody's business.
    flags: ['-FOUND_ROWS', '-LOCAL_FILES'],
    multipleStatements: !autocommit,
  })
  const query = connection.query.bind(connection)
  const execute = connection.execute.bind(connection)
  const link: Link = {
    connection,
    host,
    send: (sql, values, done) => {
      if (!values) return void query(sql, done)
      const bound = [...values]
      execute(sql, bound, (error, result) => {
        if (error && NOT_PREPARED.has(error.errno ?? 0)) query(sql, bound, done)
        else done(error, result)
      })
    },
    // The last statement may end with a comment: the line ends before the semicolon.
    sendAll: (sqls, done) =>
      void query({ sql: sqls.join('\n;\n') }, (error, results) =>
        done(error, sqls.length > 1 ? (results as unknown[]) : [results]),
      ),
    deadline: Infinity,
    idleSince: 0,
    broken: false,
    kill: (error) => {
      link.broken = true
      socket.destroy(error)
    },
  }
  return new Promise((resolve, reject) => {
    const refuse = (error: Error & { errno?: number; sqlState?: string }) => {
      socket.destroy()
      // 1044, 1045, 1049: these will not become right by waiting.
      const final = error.errno !== undefined && [1044, 1045, 1049].includes(error.errno)
      reject(
        final ? error : new Unreachable(`no connection to the database at ${host}: ${error.message}`, { cause: error }),
      )
    }
    connection.once('error', refuse)
    connection.once('connect', () => {
      connection.off('error', refuse)
      connection.on('error', () => (link.broken = true))
      resolve(link)
    })
    connection.on('end', () => (link.broken = true))
  })
}
