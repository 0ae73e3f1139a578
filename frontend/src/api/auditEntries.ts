import { answerOf, client } from './client'
import type { AuditQuery } from './types'

/** Cache keys of the audit trail. */
export const auditKeys = { list: (query: AuditQuery) => ['auditEntries', query] as const }

/** A page of audit entries, newest first. */
export const listAuditEntries = (query: AuditQuery, signal?: AbortSignal) =>
  answerOf(client.GET('/v1/auditEntries', { params: { query }, signal }))
