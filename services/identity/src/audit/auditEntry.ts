import type { AuditEntry, FieldChange } from '@rapport/proto/chassis'

/** The first two parts of an action: `customer.account` of `customer.account.updated`. Entries are found by it through an index. */
export const resourceOf = (action: string): string => action.split('.').slice(0, 2).join('.')

/** A kept entry, named like its columns. */
export interface AuditRow {
  readonly id: string
  readonly actor_id: string
  readonly actor_name: string
  readonly actor_kind: number
  readonly action: string
  readonly action_resource: string
  readonly object_type: string
  readonly object_id: string
  readonly object_name: string
  readonly changes: string
  readonly ip: string
  readonly user_agent: string
  readonly request_id: string
  readonly occurred_at: Date
}

const short = (text: string, characters: number) => [...text].slice(0, characters).join('')

/** The kept form of an entry that happened at `occurredAt`. Texts that only describe are cut to the width of their column, what is looked for is not. */
export const rowOf = (entry: AuditEntry, occurredAt: Date): AuditRow => ({
  id: entry.id,
  actor_id: entry.actorId,
  actor_name: short(entry.actorName, 100),
  actor_kind: entry.actorKind,
  action: entry.action,
  action_resource: resourceOf(entry.action),
  object_type: entry.objectType,
  object_id: entry.objectId,
  object_name: short(entry.objectName, 300),
  changes: JSON.stringify(entry.changes.map(({ field, before, after }) => ({ field, before, after }))),
  ip: short(entry.ip, 64),
  user_agent: short(entry.userAgent, 300),
  request_id: short(entry.requestId, 100),
  occurred_at: occurredAt,
})

/** The changes of a kept entry. */
export const changesIn = (kept: unknown): Pick<FieldChange, 'field' | 'before' | 'after'>[] =>
  (typeof kept === 'string' ? JSON.parse(kept) : kept) as Pick<FieldChange, 'field' | 'before' | 'after'>[]
