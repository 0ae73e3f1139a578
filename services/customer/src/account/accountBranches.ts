import { coverOf, type Actor } from '@rapport/chassis'

/** One of the ways by which an actor sees accounts, whose union is all that the actor sees. */
export interface Branch {
  /** Accounts `a`, read by an index in which those of the branch stand together, in the order of `updated_at`. */
  readonly from: string
  readonly condition: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** Above this number, walking the newest accounts of the company costs less than looking at every branch. */
const MOST = 32

/**
 * The accounts that an actor sees by owner, by department and as a collaborator, each to be read in order by itself: an index
 * gives no order to "mine or my team's". Undefined when the actor sees all accounts or none, or in too
 * many ways.
 */
export const accountBranches = (actor: Actor): Branch[] | undefined => {
  const cover = coverOf(actor, 'customer.account')
  if (!cover || cover.owners.length + cover.departments.length > MOST) return undefined
  const owned = cover.owners.map((id, index) => ({
    from: 'accounts a FORCE INDEX (accounts_owner)',
    condition: `a.owner_id = :branchOwner${index}`,
    parameters: { [`branchOwner${index}`]: id },
  }))
  const ofDepartments = cover.departments.map((id, index) => ({
    from: 'accounts a FORCE INDEX (accounts_department)',
    condition: `a.department_id = :branchDepartment${index}`,
    parameters: { [`branchDepartment${index}`]: id },
  }))
  const shared = {
    from: 'account_collaborators c STRAIGHT_JOIN accounts a ON a.id = c.account_id',
    condition: 'c.tenant_id = :tenantId AND c.user_id = :branchCollaborator',
    parameters: { branchCollaborator: actor.id },
  }
  const branches = [...owned, ...ofDepartments, ...(actor.kind === 'USER' ? [shared] : [])]
  return branches.length > 0 ? branches : undefined
}

/** What `rest` (conditions, order, limit) leaves of every branch, in one statement; a record may come by several branches. */
export const unionOf = (
  branches: readonly Branch[],
  columns: string,
  rest: string,
): { sql: string; parameters: Record<string, unknown> } => ({
  sql: branches
    .map(({ from, condition }) => {
      return `(SELECT ${columns} FROM ${from} WHERE a.tenant_id = :tenantId AND ${condition} AND ${rest})`
    })
    .join(' UNION ALL '),
  parameters: Object.fromEntries(branches.flatMap(({ parameters }) => Object.entries(parameters))),
})
