/** What is known about a published fact besides its data. */
export interface Envelope {
  /** UUIDv7; the same on every delivery. */
  readonly id: string
  /** `customer.account.created.v1`. */
  readonly type: string
  /** `/rapport/<service>`. */
  readonly source: string
  readonly time: Date
  readonly tenantId: number
  readonly actorId: string
  readonly actorKind: string
  readonly aggregateType: string
  readonly aggregateId: string
  /** Version of the aggregate after the fact; 0 when the facts of this aggregate have no order. */
  readonly aggregateVersion: number
  readonly ownerId: string
  readonly departmentId: string
  /** Users who see the record although it is neither theirs nor in their scope. */
  readonly sharedWith: readonly string[]
  /** Request id of the call that everything began with. */
  readonly correlationId: string
  /** Id of the fact that caused this one; empty when a call did. */
  readonly causationId: string
  /** Which paths of the data are personal, e.g. `account.phones`. */
  readonly personalPaths: readonly string[]
}
