import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { until } from '../stack/waiting'
import type { Drill } from './drillStack'
import { emptyDisk, fillDisk } from './ownDisk'

/** So soon all connections to a demoted server must have been given up, in ms. */
const AT_ONCE = 3_000

const asOwner = async <T>({ stack }: Drill, work: (connection: Connection) => Promise<T>): Promise<T> => {
  const { host, port, user, password } = stack.database
  const connection = await createConnection({ host, port, user, password })
  try {
    return await work(connection)
  } finally {
    connection.destroy()
  }
}

const connectionsOf = async (connection: Connection): Promise<Set<number>> => {
  const [rows] = await connection.query<RowDataPacket[]>(
    "SELECT ID AS id FROM information_schema.PROCESSLIST WHERE USER LIKE 'rapport\\\\_%'",
  )
  return new Set(rows.map(({ id }) => Number(id)))
}

/** Makes the server read-only for some seconds, as when another has become the writer; its connections must be left at once. */
export const demoteDatabase = (drill: Drill, seconds: number): Promise<string[]> =>
  asOwner(drill, async (connection) => {
    await connection.query('SET GLOBAL read_only = 1')
    const begun = Date.now()
    const before = await connectionsOf(connection)
    const left = await until(
      async () => ([...(await connectionsOf(connection))].some((id) => before.has(id)) ? undefined : true),
      { within: AT_ONCE },
    )
    await sleep(begun + seconds * 1000 - Date.now())
    await connection.query('SET GLOBAL read_only = 0')
    return left ? [] : [`not all of ${before.size} connections were left within ${AT_ONCE / 1000} s`]
  })

const PIECE = 60_000
const LIMIT = 20_000

/** Leaves the database without room on its disk for some seconds. It is seen to that a statement fails for it. */
export const fillDatabaseDisk = (drill: Drill, seconds: number): Promise<string[]> =>
  asOwner(drill, async (connection) => {
    await connection.query('CREATE DATABASE IF NOT EXISTS drill')
    await connection.query('CREATE OR REPLACE TABLE drill.ballast (content MEDIUMTEXT NOT NULL)')
    fillDisk()
    const begun = Date.now()
    try {
      let felt = false
      while (!felt && Date.now() - begun < LIMIT) {
        felt = await connection.query('INSERT INTO drill.ballast VALUES (REPEAT(?, ?))', ['x', PIECE]).then(
          () => false,
          () => true,
        )
      }
      await sleep(begun + seconds * 1000 - Date.now())
      return felt ? [] : ['the database did not notice that its disk is full']
    } finally {
      emptyDisk()
    }
  })
