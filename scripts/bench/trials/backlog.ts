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
