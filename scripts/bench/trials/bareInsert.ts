import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { CUSTOMER } from '../../drill/schemas'
import type { Stack } from '../../stack/startStack'

const SCHEMA = 'rapport_bare'
const ROWS = 500

/** Rows per second at which the accounts of a company go into an empty copy of their table, in transactions like an import's. */
export const bareInsert = async ({ database }: Stack, tenantId: number): Promise<number> => {
  const { host, port, user, password } = database
  const connection = await createConnection({
    host,
    port,
    user,
    password,
    dateStrings: true,
    jsonStrings: true,
    rowsAsArray: true,
  })
  const write = await createConnection({ host, port, user, password })
  try {
    await write.query(`DROP DATABASE IF EXISTS ${SCHEMA}`)
    await write.query(`CREATE DATABASE ${SCHEMA}`)
    await write.query(`CREATE TABLE ${SCHEMA}.accounts LIKE ${CUSTOMER}.accounts`)
    const [names] = await connection.query<RowDataPacket[]>(
      `SELECT column_name FROM information_schema.columns WHERE table_schema = ? AND table_name = 'accounts' AND extra NOT LIKE '%GENERATED%'`,
      [CUSTOMER],
    )
    const columns = names.map((row) => String(Object.values(row)[0])).join(', ')
    let [rows, elapsed, last] = [0, 0, '']
    for (;;) {
      const [batch] = await connection.query<RowDataPacket[]>(
        `SELECT ${columns} FROM ${CUSTOMER}.accounts WHERE tenant_id = ? AND id > ? ORDER BY id LIMIT ${ROWS}`,
        [tenantId, last],
      )
      if (batch.length === 0) return (rows * 1000) / elapsed
      const begun = performance.now()
      await write.query(`INSERT INTO ${SCHEMA}.accounts (${columns}) VALUES ?`, [batch])
      elapsed += performance.now() - begun
      rows += batch.length
      last = String(batch.at(-1)?.[0])
    }
  } finally {
    await write.query(`DROP DATABASE IF EXISTS ${SCHEMA}`)
    await Promise.all([connection.end(), write.end()])
  }
}
