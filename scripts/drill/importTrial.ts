import { setTimeout as sleep } from 'node:timers/promises'
import { randomFrom, type Random } from '../seed/random'
import { until } from '../stack/waiting'
import { openCompany, type Company } from './company'
import type { Drill } from './drillStack'
import { equality, type Finding, type Trial } from './Finding'
import { CUSTOMER, IDENTITY, inSchemas, type Schemas } from './schemas'

interface Started {
  company: Company
  id: string
  expected: { created: number; skipped: number; failed: number }
  killedAt: number
}

const BAD = 0.03
const DUPLICATE = 0.05
/** A killed import is taken up when its lease is over; many wait for one another. */
const LIMIT = 600_000

const fileOf = (random: Random, rows: number) => {
  const lines = ['客户名称,联系人,手机']
  const good: string[] = []
  const expected = { created: 0, skipped: 0, failed: 0 }
  for (let index = 0; index < rows; index++) {
    if (random.chance(BAD)) {
      lines.push(`Bad ${index},Nobody,12`)
      expected.failed++
    } else if (good.length > 0 && random.chance(DUPLICATE)) {
      lines.push(random.pick(good))
      expected.skipped++
    } else {
      const line = `Import ${index} ${random.digits(10)},Person ${index},138${String(index).padStart(8, '0')}`
      good.push(line)
      lines.push(line)
      expected.created++
    }
  }
  return { text: lines.join('\r\n'), expected }
}

const upload = async ({ session }: Company, text: string): Promise<string> => {
  const form = new FormData()
  form.set('duplicates', 'SKIP')
  form.set('start', 'true')
  form.set('file', new File([text], 'drill.csv', { type: 'text/csv' }))
  const { id } = await session.post<{ id: string }>('/v1/imports', form)
  return id
}

/** Starts an import and kills the service when it has done about as many rows as chance says. */
const startAndKill = async (drill: Drill, schemas: Schemas, random: Random, rows: number): Promise<Started> => {
  const company = await openCompany(drill.stack)
  const { text, expected } = fileOf(random, rows)
  const target = random.integer(0, rows - 500)
  const within = random.integer(0, 100)
  const id = await upload(company, text)
  const done = () => schemas.count(`SELECT processed_rows FROM ${CUSTOMER}.imports WHERE id = ?`, [id])
  await until(async () => ((await done()) >= target ? true : undefined), { within: 60_000, every: 3 })
  await sleep(within)
  await drill.end('customer', 'SIGKILL')
  const killedAt = await done()
  await drill.recover()
  return { company, id, expected, killedAt }
}

type Counters = Record<
  'totalRows' | 'processedRows' | 'createdRows' | 'updatedRows' | 'skippedRows' | 'failedRows' | 'createdContacts',
  number
>

const verify = async (schemas: Schemas, { company, id, expected }: Started, rows: number): Promise<Finding[]> => {
  const { session, tenantId } = company
  const ended = await until(
    async () => {
      const { state, ...job } = await session.get<Counters & { state: string }>(`/v1/imports/${id}`)
      return state === 'RUNNING' ? undefined : job
    },
    { within: LIMIT, every: 250 },
  )
  if (!ended) return [{ promise: 'an import comes to its end', wrong: [id] }]
  await schemas.outboxEmptied()
  const { created, skipped, failed } = expected
  const of = (what: string) => schemas.count(`SELECT COUNT(*) FROM ${what} AND tenant_id = ?`, [tenantId])
  const audited = `${IDENTITY}.audit_entries WHERE action = 'customer.account.created'`
  await until(async () => ((await of(audited)) >= created ? true : undefined), { within: 30_000, every: 200 })
  return [
    equality('every row of the file is counted once', ended, {
      ...{ totalRows: rows, processedRows: rows, createdRows: created, updatedRows: 0, skippedRows: skipped },
      ...{ failedRows: failed, createdContacts: created },
    }),
    equality(
      'exactly the right rows are there',
      {
        accounts: await of(`${CUSTOMER}.accounts WHERE TRUE`),
        names: await schemas.count(
          `SELECT COUNT(DISTINCT name) FROM ${CUSTOMER}.accounts WHERE tenant_id = ? AND name LIKE 'Import %'`,
          [tenantId],
        ),
        contacts: await of(`${CUSTOMER}.contacts WHERE TRUE`),
        errors: await schemas.count(`SELECT COUNT(*) FROM ${CUSTOMER}.import_errors WHERE import_id = ?`, [id]),
        timeline: await of(`${CUSTOMER}.activities WHERE kind = 'ACCOUNT_CREATED'`),
        audited: await of(audited),
      },
      { accounts: created, names: created, contacts: created, errors: failed, timeline: created, audited: created },
    ),
  ]
}

/**
 * Kills the customer service in the midst of imports, once in each; the imports that were taken up again may be hit too.
 * @returns what judges them: to be called when nothing else maltreats the stack
 */
export const startImports = async (
  drill: Drill,
  { kills, rows, seed }: { kills: number; rows: number; seed: string },
): Promise<() => Promise<Trial>> => {
  const random = randomFrom(`import-${seed}`)
  const started: Started[] = []
  await inSchemas(drill.stack, async (schemas) => {
    for (let count = 0; count < kills; count++) started.push(await startAndKill(drill, schemas, random, rows))
  })
  return () =>
    inSchemas(drill.stack, async (schemas) => {
      const findings: Finding[] = []
      for (const one of started) findings.push(...(await verify(schemas, one, rows)))
      const places = started.map(({ killedAt }) => killedAt).join(', ')
      return {
        name: `kill -9 of customer in ${kills} imports of ${rows} rows`,
        seed,
        measured: `killed after ${places} rows`,
        findings,
      }
    })
}
