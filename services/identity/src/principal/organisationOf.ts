import type { Database } from '@rapport/chassis'

/** The part of the company that a user leads or belongs to. */
export interface Organisation {
  readonly departmentTree: string[]
  readonly reports: string[]
}

/**
 * The departments at or below `path` and the users who report to `userId`, directly or not, in one statement of the
 * context's tenant. Without `withReports` the users are left out.
 */
export const organisationOf = async (
  database: Database,
  { userId, path, withReports }: { userId: string; path: string; withReports: boolean },
): Promise<Organisation> => {
  if (path === '' && !withReports) return { departmentTree: [], reports: [] }
  const rows = await database.select<{ kind: 'department' | 'report'; id: string }>(
    `WITH RECURSIVE reports (id) AS (
       SELECT id FROM users WHERE tenant_id = :tenantId AND manager_id = :leader
       UNION SELECT u.id FROM users u JOIN reports r ON u.manager_id = r.id WHERE u.tenant_id = :tenantId
     )
     SELECT 'department' AS kind, id FROM departments WHERE tenant_id = :tenantId AND path LIKE :below
     UNION ALL SELECT 'report', id FROM reports`,
    { leader: withReports ? userId : '', below: path === '' ? '' : `${path}%` },
  )
  const idsOf = (kind: string) => rows.filter((row) => row.kind === kind).map(({ id }) => id)
  return { departmentTree: idsOf('department'), reports: idsOf('report') }
}
