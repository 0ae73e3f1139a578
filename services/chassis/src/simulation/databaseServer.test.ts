import { setTimeout as sleep } from 'node:timers/promises'
import { aDatabase, type TestDatabase } from '../database/aDatabase'
import { ask, type Link } from '../database/link'
import type { Bound } from '../database/literal'
import { accessOf } from '../database/openDatabase'
import { openSession } from '../database/writer'
import { schema } from './history'
import { scenarioTables } from './scenario'
import { errnoOf, statementLogOf, type Asked, type Outcome, type StatementLog } from './statementLog'

const HISTORIES = Number(process.env['HISTORIES_REPLAYED'] || 25)

jest.setTimeout(60_000 + HISTORIES * 2_000)

let test: TestDatabase
const free: Record<string, Link[]> = {}
const ids = new Map<Link, number>()

beforeAll(async () => {
  test = await aDatabase({ migrations: scenarioTables.map((up, index) => ({ name: `${index}`, up })) })
})
afterAll(async () => {
  for (const link of ids.keys()) link.kill(new Error('no longer needed'))
  await test.end()
})

const openReal = async ({ autocommit }: Asked): Promise<Link> => {
  const known = free[`${autocommit}`]?.pop()
  if (known) return known
  const access = { ...accessOf(test.config), autocommit }
  const link = await openSession(test.config.DATABASE_HOSTS[0] ?? '', access, { writable: true })
  const [row] = (await ask(link, 'SELECT CONNECTION_ID() AS id')) as { id: number }[]
  ids.set(link, Number(row?.id))
  return link
}

const send = (link: Link, { sql, values }: Asked): Promise<Outcome> =>
  new Promise((resolve) =>
    link.send(sql, values as Bound[] | undefined, (error, answer) =>
      resolve({ errno: errnoOf(error), answer: answer as Outcome['answer'] }),
    ),
  )

const plain = (rows: readonly object[]) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.getTime() : value]),
    ),
  )

/** Both drivers' answers in one form. */
const comparable = ({ errno, answer }: Outcome) =>
  errno ?? (Array.isArray(answer) ? plain(answer) : answer?.affectedRows)

/** Whether the statement that runs on `link` waits for a lock. */
const isWaiting = async (link: Link): Promise<boolean> => {
  const sql = `SELECT trx_id FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT' AND trx_mysql_thread_id = ${ids.get(link)}`
  return (await test.admin(sql)).length > 0
}

/** The outcome of a statement, or that it waits for a lock. */
const outcomeOf = async (link: Link, running: Promise<Outcome>): Promise<Outcome | 'waits'> => {
  const over = new AbortController()
  const waits = async (): Promise<'waits'> => {
    // The server looks anew only where nobody has asked for a tenth of a second.
    do await sleep(110, undefined, { signal: over.signal })
    while (!(await isWaiting(link)))
    return 'waits'
  }
  const waiting = waits()
  waiting.catch(() => undefined)
  return Promise.race([running.finally(() => over.abort()), waiting])
}

const isContention = ({ errno }: Outcome): boolean => errno === 1205 || errno === 1213

/** Whether the real server passed over more rows. */
const isLess = (real: Outcome, modelled: Outcome): boolean =>
  Array.isArray(real.answer) && Array.isArray(modelled.answer) && real.answer.length < modelled.answer.length

/**
 * Asks the real server the same in the same order. What waits in the model must wait there; each answer must be the same. It may
 * lock more than the model, namely neighbours in an index: then the two part. Says how it ended.
 */
const replay = async ({ events }: StatementLog): Promise<string> => {
  const links = new Map<number, { link: Link; autocommit: boolean; now: number; running: Promise<Outcome> }>()
  const leave = (why: string) => {
    for (const { link } of links.values()) link.kill(new Error('no longer needed'))
    return why
  }
  for (const [index, event] of events.entries()) {
    const known = links.get(event.session)
    if (event.kind === 'asked') {
      const link = known?.link ?? (await openReal(event))
      if (known?.now !== event.now) await ask(link, `SET SESSION timestamp = ${event.now / 1000}`)
      const running = send(link, event)
      links.set(event.session, { link, autocommit: event.autocommit, now: event.now, running })
      const rest = events.slice(index + 1)
      const next = rest.findIndex(({ kind }) => kind !== 'answered')
      const isAnswered = rest.slice(0, next < 0 ? undefined : next).some(({ session }) => session === event.session)
      const outcome = await outcomeOf(link, running)
      if (isAnswered && outcome === 'waits') return leave('locks more')
      if (!isAnswered) expect({ index, outcome }).toEqual({ index, outcome: 'waits' })
    } else if (!known) continue
    else if (event.kind === 'answered') {
      // Which of two ends in a deadlock is the server's choice; time runs out in the model alone.
      if (isContention(event)) return leave('contention')
      const outcome = await known.running
      if (isContention(outcome) || isLess(outcome, event)) return leave('locks more')
      expect({ index, outcome: comparable(outcome) }).toEqual({ index, outcome: comparable(event) })
    } else {
      await ask(known.link, 'ROLLBACK')
      ;(free[`${known.autocommit}`] ??= []).push(known.link)
      links.delete(event.session)
    }
  }
  return leave('complete')
}

/** Empties all tables; their numbers begin anew. */
const empty = async (): Promise<void> => {
  for (const { name, columns } of schema) {
    await test.admin(`DELETE FROM ${name}`)
    if (columns.some(({ automatic }) => automatic)) await test.admin(`ALTER TABLE ${name} AUTO_INCREMENT = 1`)
  }
}

const sorted = (rows: readonly object[]) =>
  plain(rows)
    .map((row) => JSON.stringify(Object.entries(row).sort()))
    .sort()

it(`answers and keeps what the real server answers and keeps, in ${HISTORIES} histories`, async () => {
  const ends: string[] = []
  for (let seed = 1; seed <= HISTORIES; seed++) {
    await empty()
    const log = await statementLogOf(seed)
    const end = await replay(log)
    ends.push(end)
    if (end !== 'complete') continue
    for (const { name } of schema) {
      const rows = sorted(await test.admin(`SELECT * FROM ${name}`))
      expect({ seed, name, rows }).toEqual({ seed, name, rows: sorted(log.model.committed(name)) })
    }
  }
  expect(ends.filter((end) => end === 'complete').length).toBeGreaterThan(HISTORIES * 0.7)
})
