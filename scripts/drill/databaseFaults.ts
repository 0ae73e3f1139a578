import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../stack/waiting'
import type { Drill } from './drillStack'
import { emptyDisk, fillDisk } from './ownDisk'
import { inSchemas, type Schemas } from './schemas'

/** When nobody leaves a demoted server any more, in ms. */
const GIVEN_UP = 30_000

interface Connection {
  id: number
  state: string
}

const connectionsIn = async ({ rows }: Schemas): Promise<Connection[]> => {
  const sql =
    "SELECT ID AS id, CONCAT_WS(' ', USER, COMMAND, TIME, INFO) AS state FROM information_schema.PROCESSLIST WHERE USER LIKE 'rapport\\_%'"
  return (await rows(sql)).map(({ id, state }) => ({ id: Number(id), state: String(state) }))
}

/** Makes the server read-only for some seconds and until all its connections are left, as when another has become the writer. */
export const demoteDatabase = (drill: Drill, seconds: number): Promise<string[]> =>
  inSchemas(drill.stack, async (schemas) => {
    await schemas.rows('SET GLOBAL read_only = 1')
    const begun = Date.now()
    const before = new Set((await connectionsIn(schemas)).map(({ id }) => id))
    const remaining = async () => (await connectionsIn(schemas)).filter(({ id }) => before.has(id))
    await until(async () => ((await remaining()).length === 0 ? true : undefined), { within: GIVEN_UP })
    const stayed = await remaining()
    await sleep(begun + seconds * 1000 - Date.now())
    await schemas.rows('SET GLOBAL read_only = 0')
    if (before.size === 0) return ['nobody was connected to the database']
    return stayed.map(({ state }) => `was not left: ${state}`)
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
