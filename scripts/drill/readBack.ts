import { everyPage } from '../seed/api/everyPage'
import type { Stack } from '../stack/startStack'
import { until } from '../stack/waiting'
import type { Company } from './company'
import { expectation, type Finding } from './Finding'
import { CUSTOMER, IDENTITY, inSchemas, type Schemas } from './schemas'
import type { KnownAccount, Written } from './workload'

const AUDIT_LIMIT = 30_000

const tally = (values: string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** What one list has more often than the other, or the other than it. */
const unequal = (expected: string[], found: string[], may: (one: string) => boolean = () => false): string[] => {
  const [wanted, there] = [tally(expected), tally(found)]
  return [...new Set([...wanted.keys(), ...there.keys()])].flatMap((one) => {
    const [want = 0, have = 0] = [wanted.get(one), there.get(one)]
    return want === have || (want === 0 && have === 1 && may(one)) ? [] : [`${one}: ${have} times instead of ${want}`]
  })
}

interface AccountAnswer {
  id: string
  name: string
  remark: string
  version: number
}

const seen = ({ id, name, remark, version }: AccountAnswer) => `account ${id} ${name}, version ${version}, ${remark}`

const accountsShown = async ({ session }: Company, { accounts, perhaps }: Written): Promise<string[]> => {
  const shown = (deleted: boolean) =>
    everyPage<AccountAnswer>(session, '/v1/accounts', 'accounts', deleted ? { 'filter.deleted': 'true' } : {})
  const doubtful = new Set(accounts.flatMap(({ id, doubtful }) => (doubtful ? [id] : [])))
  const wrong: string[] = []
  for (const deleted of [false, true]) {
    const expected = accounts.filter((one) => one.deleted === deleted && !one.doubtful).map(seen)
    const found = (await shown(deleted))
      .filter(({ id, name }) => !doubtful.has(id) && !perhaps.includes(name))
      .map(seen)
    wrong.push(...unequal(expected, found).map((one) => (deleted ? `bin: ${one}` : one)))
  }
  const names = [...(await shown(false)), ...(await shown(true))].map(({ name }) => name)
  return [...wrong, ...[...tally(names)].flatMap(([name, count]) => (count > 1 ? [`${name} ${count} times`] : []))]
}

const partsShown = async (
  { session }: Company,
  { accounts }: Written,
  path: string,
  field: 'contacts' | 'followUps',
): Promise<string[]> => {
  const hidden = new Set(accounts.flatMap(({ id, doubtful }) => (doubtful ? [id] : [])))
  const found = await everyPage<{ id: string; accountId: string }>(session, path, field)
  const expected = accounts.filter(({ deleted, doubtful }) => !deleted && !doubtful).flatMap((one) => [...one[field]])
  return unequal(
    expected,
    found.filter(({ accountId }) => !hidden.has(accountId)).map(({ id }) => id),
  ).map((one) => `${field} ${one}`)
}

const timelines = async (
  { rows: rowsOf }: Schemas,
  { tenantId }: Company,
  { accounts }: Written,
): Promise<string[]> => {
  const known = new Map(accounts.filter(({ doubtful }) => !doubtful).map((account) => [account.id, account]))
  const rows = await rowsOf(`SELECT account_id AS id, kind FROM ${CUSTOMER}.activities WHERE tenant_id = ?`, [tenantId])
  const name = (id: string, kind: string) => `${kind} of ${id}`
  const of = ({ id, activities }: KnownAccount) => activities.map((kind) => name(id, kind))
  return unequal(
    [...known.values()].flatMap(of),
    rows.filter(({ id }) => known.has(String(id))).map(({ id, kind }) => name(String(id), String(kind))),
  )
}

const auditEntries = async (
  { rows: rowsOf }: Schemas,
  { tenantId }: Company,
  { writes }: Written,
): Promise<string[]> => {
  const rows = await rowsOf(
    `SELECT request_id AS request, action FROM ${IDENTITY}.audit_entries WHERE tenant_id = ? AND action LIKE 'customer.%'`,
    [tenantId],
  )
  const entry = (key: string, action: string) => `${action} by ${key}`
  const uncertain = new Set(writes.filter((one) => !one.acknowledged).map(({ key, action }) => entry(key, action)))
  return unequal(
    writes.filter(({ acknowledged }) => acknowledged).map(({ key, action }) => entry(key, action)),
    rows.map(({ request, action }) => entry(String(request), String(action))),
    (one) => uncertain.has(one),
  )
}

/** Reads everything back, over REST and in the schemas, and compares it with what the writers know. */
export const readBack = (
  stack: Stack,
  company: Company,
  written: Written,
): Promise<{ findings: Finding[]; outboxSeconds: number | undefined }> =>
  inSchemas(stack, async (schemas) => {
    const outboxSeconds = await schemas.outboxEmptied()
    // What has left the outbox is heard a moment later.
    let audited: string[] = []
    const isComplete = async () => {
      audited = await auditEntries(schemas, company, written)
      return audited.length === 0 ? true : undefined
    }
    await until(isComplete, { within: AUDIT_LIMIT, every: 200 })
    const shown = [
      ...(await accountsShown(company, written)),
      ...(await partsShown(company, written, '/v1/contacts', 'contacts')),
      ...(await partsShown(company, written, '/v1/followUps', 'followUps')),
    ]
    const findings = [
      expectation('the outbox is empty within 30 s', outboxSeconds === undefined ? ['it is not'] : []),
      expectation('every acknowledged write is there once, and nothing twice', shown),
      expectation('the timeline tells each write once', await timelines(schemas, company, written)),
      expectation('the audit trail has each write once', audited),
      expectation('nobody gets an answer that the fault does not explain', written.surprises),
    ]
    return { findings, outboxSeconds }
  })
