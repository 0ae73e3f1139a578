import { AuditRecordedSchema } from '@rapport/proto/chassis'
import { consumer, toDate } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { rowOf } from './auditEntry'

/** Keeps what all services report of who did what. Nothing changes or removes an entry once it is kept. */
export const recordAuditEntries = ({ database }: IdentityDeps) =>
  consumer(
    AuditRecordedSchema,
    'identity.auditTrail',
    async ({ entries }, { transaction, envelope }) => {
      if (entries.length === 0) return
      await database.insertRows(
        'audit_entries',
        entries.map((entry) => ({ ...rowOf(entry, toDate(entry.occurredAt) ?? envelope.time) })),
        { transaction, onDuplicate: 'ignore' },
      )
    },
    { idempotent: true }, // by the entries' own ids
  )
