import { sees, type Actor, type Envelope } from '@rapport/chassis'
import { contract } from '@rapport/proto'

/** `customer.account` of `customer.account.read`. */
const resourceOf = (permission: string) => permission.slice(0, permission.lastIndexOf('.'))

interface Hearing {
  readonly permission: string
  /** Resources in whose scopes the record must lie: that which it belongs to, and its own where roles give a scope of it. */
  readonly resources: readonly string[]
}

const { events, scopedResources } = contract()
const hearingOf = new Map(
  events.flatMap(({ type, permission, scope }): [string, Hearing][] => {
    if (!permission) return []
    const own = resourceOf(permission)
    const resources = scope ? [scope, ...(scopedResources.includes(own) ? [own] : [])] : [own]
    return [[type, { permission, resources }]]
  }),
)

/** The facts that portals may hear of, which are those with a permission. */
export const liveTypes: readonly string[] = [...hearingOf.keys()]

type Fact = Pick<Envelope, 'type' | 'tenantId' | 'ownerId' | 'departmentId' | 'sharedWith'>

/** Whether an actor may hear of a fact: same company, the event's permission, and a record in the actor's scopes or shared with the actor. */
export const mayHear = (actor: Actor, { type, tenantId, ownerId, departmentId, sharedWith }: Fact): boolean => {
  const hearing = hearingOf.get(type)
  if (!hearing || tenantId !== actor.tenantId || !actor.permissions.has(hearing.permission)) return false
  const isShared = actor.kind === 'USER' && sharedWith.includes(actor.id)
  return isShared || hearing.resources.every((resource) => sees(actor, resource, { ownerId, departmentId }))
}

/** A fact as a server-sent event: what happened to which record, and nothing of its content. */
export const liveText = (envelope: Envelope): string => {
  const { id, type, time, aggregateType, aggregateId, aggregateVersion } = envelope
  const aggregate = { type: aggregateType, id: aggregateId, version: aggregateVersion }
  return `id: ${id}\ndata: ${JSON.stringify({ id, type, aggregate, occurredAt: time })}\n\n`
}
