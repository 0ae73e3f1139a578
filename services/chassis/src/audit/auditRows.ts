import type { AuditEntry } from '@rapport/proto/chassis'
import { AuditRecordedSchema } from '@rapport/proto/chassis'
import { outboxRow } from '../events/outboxRow'
import { fact } from '../events/fact'
import type { CollectedAudit, OutboxRow } from '../database/transactionState'

/** Most entries that travel in one message. */
const MOST = 500

const rowOf = (tenantId: number, entries: AuditEntry[]): OutboxRow => {
  const [first] = entries
  // The entries of a transaction have no order among others': version 0.
  const aggregate = { type: 'audit', id: first?.id ?? '', version: 0 }
  return outboxRow(fact(AuditRecordedSchema, { entries }, aggregate), tenantId)
}

const chunks = (entries: AuditEntry[]): AuditEntry[][] =>
  Array.from({ length: Math.ceil(entries.length / MOST) }, (_, index) =>
    entries.slice(index * MOST, (index + 1) * MOST),
  )

/** The outbox rows that carry audit entries: one for each tenant and 500 entries. */
export const auditRows = (collected: readonly CollectedAudit[]): OutboxRow[] => {
  const tenants = new Map<number, AuditEntry[]>()
  for (const { tenantId, entry } of collected) {
    const known = tenants.get(tenantId)
    if (known) known.push(entry)
    else tenants.set(tenantId, [entry])
  }
  return [...tenants].flatMap(([tenantId, entries]) => chunks(entries).map((chunk) => rowOf(tenantId, chunk)))
}
