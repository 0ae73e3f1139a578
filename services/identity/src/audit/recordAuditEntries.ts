import { AuditRecordedSchema } from '@rapport/proto/chassis'
import { batchConsumer, toDate } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { rowOf } from './auditEntry'

/** Keeps what all services report of who did what, once by the entries' own ids. Nothing changes or removes an entry once it is kept. */
export const recordAuditEntries = ({ database }: IdentityDeps) =>
  batchConsumer(AuditRecordedSchema, 'identity.auditTrail', async (facts, transaction) => {
    const rows = facts.flatMap(({ data: { entries }, envelope }) =>
      entries.map((entry) => ({ ...rowOf(entry, toDate(entry.occurredAt) ?? envelope.time) })),
    )
    if (rows.length) await database.insertRows('audit_entries', rows, { transaction, onDuplicate: 'ignore' })
  })
