import { randomUUID } from 'node:crypto'
import { openCompany } from '../../drill/company'
import { CUSTOMER, IDENTITY, inSchemas, type Schemas } from '../../drill/schemas'
import { stop } from '../../stack/processes'
import { until } from '../../stack/waiting'
import { forgetCompany } from './forgetCompany'
import { metricsOf, valueIn } from './metrics'
import { judged, type Figure, type Ground } from './Trial'

const FACTS = 100_000
const ROWS = 500
const TYPE = 'chassis.audit.recorded.v1'
const LIMIT = 300_000
const EVERY = 50
const SETTLED = 30_000

/** A row of the outbox as the creation of an account writes it, of the audit trail. */
const outboxRow = (tenantId: number, index: number): string[] => {
  const [id, account, occurredAt] = [randomUUID(), randomUUID(), new Date().toISOString()]
  const field = (name: string, value: unknown) => ({ field: name, after: JSON.stringify(value) })
  const entry = {
    ...{ id: randomUUID(), occurredAt, actorId: randomUUID(), actorName: '王芳', actorKind: 'USER' },
    ...{ action: 'customer.account.created', objectType: 'account', objectId: account, ip: '10.0.0.1' },
    ...{ objectName: `苏州积压贸易有限公司 ${index}`, userAgent: 'Mozilla/5.0', requestId: id },
    changes: [
      field('kind', 'COMPANY'),
      field('name', `苏州积压贸易有限公司 ${index}`),
      field('industry', '贸易'),
      field('region', '江苏苏州'),
      field('phones', [{ number: '138 0000 0000', e164: '+8613800000000', kind: 'MOBILE' }]),
      field('emails', [`backlog${index}@example.com`]),
      field('ownerId', randomUUID()),
    ],
  }
  const headers = {
    ...{ 'cloudEvents:specversion': '1.0', 'cloudEvents:id': id, 'cloudEvents:type': TYPE },
    ...{ 'cloudEvents:time': occurredAt, tenantId, actorId: entry.actorId, actorKind: 'USER', aggregateVersion: 0 },
    correlationId: id,
  }
  return [id, TYPE, String(tenantId), JSON.stringify(headers), JSON.stringify({ entries: [entry] })]
}

const fillOutbox = async ({ rows }: Schemas, tenantId: number, facts: number): Promise<void> => {
  for (let at = 0; at < facts; at += ROWS) {
    const values = Array.from({ length: Math.min(ROWS, facts - at) }, (_, index) => outboxRow(tenantId, at + index))
    await rows(`INSERT INTO ${CUSTOMER}.outbox (id, type, tenant_id, headers, body) VALUES ?`, [values])
  }
}

/** Facts heard by the audit trail since identity began; undefined when it does not answer. */
const heardBy = (admin: number): Promise<number | undefined> =>
  metricsOf(admin).then(
    (page) => valueIn(page, 'rapport_events_heard_total', 'queue="identity.auditTrail"'),
    () => undefined,
  )

/** Lets facts pile up that identity is to hear while it does not run, and sees how fast it hears them then. */
export const drainBacklog = async ({ stack, startMissing, scaled }: Ground): Promise<Figure[]> => {
  const facts = scaled(FACTS)
  const admin = stack.ports.services['identity']?.admin ?? 0
  const { tenantId } = await openCompany(stack)
  await stop(stack.dir, 'identity')
  return inSchemas(stack, async (schemas) => {
    try {
      const kept = () => schemas.count(`SELECT COUNT(*) FROM ${IDENTITY}.audit_entries WHERE tenant_id = ?`, [tenantId])
      const before = await kept()
      const begun = performance.now()
      await fillOutbox(schemas, tenantId, facts)
      await schemas.outboxEmptied()
      const published = (performance.now() - begun) / 1000
      const starting = startMissing()
      const first = await until(async () => (await heardBy(admin)) || undefined, { within: LIMIT, every: EVERY })
      const from = performance.now()
      await until(async () => (((await heardBy(admin)) ?? 0) >= facts ? true : undefined), {
        within: LIMIT,
        every: EVERY,
      })
      const seconds = (performance.now() - from) / 1000
      await starting
      const added = async () => (await kept()) - before
      // A fact that came twice was heard twice: those that were heard may not be all yet.
      await until(async () => ((await added()) >= facts ? true : undefined), { within: SETTLED, every: EVERY })
      const effects = await added()
      return [
        {
          figure: `${facts} facts written to the outbox and published`,
          measured: `${published.toFixed(1)} s`,
          wanted: '',
        },
        judged('they have their effect, facts/s', (facts - (first ?? 0)) / seconds, ['>=', 2000]),
        { figure: 'effects', measured: String(effects), wanted: String(facts), reached: effects === facts },
      ]
    } finally {
      await forgetCompany(schemas, tenantId)
    }
  })
}
