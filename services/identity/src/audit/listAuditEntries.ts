import type { ListAuditEntriesRequest } from '@rapport/proto/identity'
import { pageOf, toDate, toTimestamp } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { likeLiteral } from '../text/likeLiteral'
import { changesIn, resourceOf, type AuditRow } from './auditEntry'

const sort = {
  key: 'newest',
  columns: [
    { column: 'occurred_at', direction: 'desc', type: 'date' },
    { column: 'id', direction: 'desc', type: 'ascii' },
  ],
} as const

const filterOf = ({
  actorId,
  objectType,
  objectId,
  action,
  occurredAfter,
  occurredBefore,
}: ListAuditEntriesRequest) => {
  const words = action.split('.')
  return {
    ...{ actorId, objectType, objectId },
    action: words.length > 2 ? action : '',
    resource: words.length > 1 ? resourceOf(action) : '',
    service: words.length === 1 ? action : '',
    after: toDate(occurredAfter),
    before: toDate(occurredBefore),
  }
}

const conditionsOf = (filter: ReturnType<typeof filterOf>): string[] => [
  'tenant_id = :tenantId',
  ...(filter.actorId ? ['actor_id = :actorId'] : []),
  ...(filter.objectType ? ['object_type = :objectType'] : []),
  ...(filter.objectId ? ['object_id = :objectId'] : []),
  ...(filter.resource ? ['action_resource = :resource'] : []),
  ...(filter.action ? ['action = :action'] : []),
  ...(filter.service ? ['action_resource LIKE :ofService'] : []),
  ...(filter.after ? ['occurred_at >= :after'] : []),
  ...(filter.before ? ['occurred_at < :before'] : []),
]

const present = (row: AuditRow) => ({
  id: row.id,
  actorId: row.actor_id,
  actorName: row.actor_name,
  actorKind: row.actor_kind,
  action: row.action,
  objectType: row.object_type,
  objectId: row.object_id,
  objectName: row.object_name,
  changes: changesIn(row.changes),
  ip: row.ip,
  userAgent: row.user_agent,
  requestId: row.request_id,
  occurredAt: toTimestamp(row.occurred_at),
})

const indexFor = ({ actorId, objectId, resource, objectType }: ReturnType<typeof filterOf>) => {
  if (objectId) return 'audit_entries_object'
  if (actorId) return 'audit_entries_actor'
  if (resource) return 'audit_entries_resource'
  return objectType ? 'audit_entries_type' : 'audit_entries_time'
}

/** A page of the audit trail, newest first. */
export const listAuditEntries =
  ({ database }: IdentityDeps) =>
  async (request: ListAuditEntriesRequest) => {
    const filter = filterOf(request)
    const page = pageOf(request, { sort: { ...sort, index: indexFor(filter) }, fingerprint: filter })
    const conditions = [...conditionsOf(filter), ...(page.where ? [page.where.sql] : [])]
    const found = await database.select<AuditRow>(
      `SELECT id, actor_id, actor_name, actor_kind, action, object_type, object_id, object_name, changes, ip, user_agent,
              request_id, occurred_at
       FROM audit_entries ${page.hint} WHERE ${conditions.join(' AND ')} ${page.orderBy} LIMIT ${page.limit}`,
      { ...filter, ofService: `${likeLiteral(filter.service)}.%`, ...page.where?.parameters },
      { replica: true },
    )
    const { rows, nextPageToken } = page.seal(found, ({ occurred_at, id }) => [occurred_at, id])
    return { auditEntries: rows.map(present), nextPageToken }
  }
