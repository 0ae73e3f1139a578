import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { services, schemaOf } from '../stack/services'
import type { Stack } from '../stack/startStack'
import { until } from '../stack/waiting'

/** The schemas as their owner sees them. */
export interface Schemas {
  rows: (sql: string, values?: unknown[]) => Promise<Record<string, unknown>[]>
  /** The only number that a query answers. */
  count: (sql: string, values?: unknown[]) => Promise<number>
  /** Seconds until the outboxes of all services were empty; undefined when they were not within 30 s. */
  outboxEmptied: () => Promise<number | undefined>
}

export const CUSTOMER = schemaOf('customer')
export const IDENTITY = schemaOf('identity')

const OUTBOX_LIMIT = 30_000

/** Looks into the schemas, past every proxy. */
export const inSchemas = async <T>({ database }: Stack, work: (schemas: Schemas) => Promise<T>): Promise<T> => {
  const { host, port, user, password } = database
  const connection = await createConnection({ host, port, user, password })
  // Whoever asks next is told; a server that ends meanwhile must not end the drill.
  connection.on('error', () => undefined)
  const rows: Schemas['rows'] = async (sql, values = []) => (await connection.query<RowDataPacket[]>(sql, values))[0]
  const count: Schemas['count'] = async (sql, values) => Number(Object.values((await rows(sql, values))[0] ?? {})[0])
  const waiting = services.map(({ name }) => `(SELECT COUNT(*) FROM ${schemaOf(name)}.outbox)`).join(' + ')
  const outboxEmptied = async () => {
    const begun = performance.now()
    const isEmpty = async () => ((await count(`SELECT ${waiting}`)) === 0 ? true : undefined)
    const emptied = await until(isEmpty, { within: OUTBOX_LIMIT })
    return emptied && (performance.now() - begun) / 1000
  }
  try {
    return await work({ rows, count, outboxEmptied })
  } finally {
    connection.destroy()
  }
}
