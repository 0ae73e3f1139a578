import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../stack/waiting'
import type { Drill } from './drillStack'
import { emptyDisk, fillDisk } from './ownDisk'
import { inSchemas, type Schemas } from './schemas'

/** So soon all connections to a demoted server must have been given up, in ms; who does not write asks every 2 s. */
const AT_ONCE = 5_000

const connectionsIn = async ({ rows }: Schemas): Promise<Set<number>> => {
  const sql = "SELECT ID AS id FROM information_schema.PROCESSLIST WHERE USER LIKE 'rapport\\_%'"
  return new Set((await rows(sql)).map(({ id }) => Number(id)))
}

/** Makes the server read-only for some seconds, as when another has become the writer; its connections must be left at once. */
export const demoteDatabase = (drill: Drill, seconds: number): Promise<string[]> =>
  inSchemas(drill.stack, async (schemas) => {
    await schemas.rows('SET GLOBAL read_only = 1')
    const begun = Date.now()
    const before = await connectionsIn(schemas)
    const left = await until(
      async () => ([...(await connectionsIn(schemas))].some((id) => before.has(id)) ? undefined : true),
      { within: AT_ONCE },
    )
    await sleep(begun + seconds * 1000 - Date.now())
    await schemas.rows('SET GLOBAL read_only = 0')
    return left && before.size > 0 ? [] : [`not all of ${before.size} connections were left within ${AT_ONCE / 1000} s`]
  })

const PIECE = 60_000
const LIMIT = 20_000

/** Leaves the database without room on its disk for some seconds. It is seen to that a statement fails for it. */
export const fillDatabaseDisk = (drill: Drill, seconds: number): Promise<string[]> =>
  inSchemas(drill.stack, async (schemas) => {
    await schemas.rows('CREATE DATABASE IF NOT EXISTS drill')
    await schemas.rows('DROP TABLE IF EXISTS drill.ballast')
    await schemas.rows('CREATE TABLE drill.ballast (content MEDIUMTEXT NOT NULL)')
    fillDisk()
    const begun = Date.now()
    try {
      let felt = false
      while (!felt && Date.now() - begun < LIMIT) {
        felt = await schemas.rows('INSERT INTO drill.ballast VALUES (REPEAT(?, ?))', ['x', PIECE]).then(
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
