export type Scope = 'OWN' | 'REPORTS' | 'TEAM' | 'ALL'
export type FieldRule = 'HIDDEN' | 'MASKED' | 'READ' | 'EDIT'

/** Who acts, and what they may do: the content of the verified internal token. */
export interface Actor {
  readonly tenantId: number
  /** User or API key; empty for the system itself and for callers who are not signed in. */
  readonly id: string
  readonly kind: 'USER' | 'API_KEY' | 'SYSTEM' | 'ANONYMOUS'
  readonly name: string
  readonly sessionId: string
  readonly departmentId: string
  /** The actor's department and all below it. */
  readonly departmentTree: readonly string[]
  /** Users who report to the actor, directly or not. */
  readonly reports: readonly string[]
  readonly permissions: ReadonlySet<string>
  /** Record scope per resource such as `customer.account`; OWN where none is given. */
  readonly scopes: Readonly<Record<string, Scope>>
  /** Rules per `<resource>.<field>`; EDIT where none is given. */
  readonly fieldRules: Readonly<Record<string, FieldRule>>
  /** True for the service itself: every permission and every record of the tenant. */
  readonly everything?: boolean
}
