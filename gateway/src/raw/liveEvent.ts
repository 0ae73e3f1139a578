import { sees, type Actor, type Envelope } from '@rapport/chassis'
import { contract } from '@rapport/proto'

const permissionOf = new Map(
  contract().events.flatMap(({ type, permission }) => (permission ? [[type, permission]] : [])),
)

const scopeOf = new Map(contract().events.flatMap(({ type, scope }) => (scope ? [[type, scope]] : [])))

/** The facts that portals may hear of, which are those with a permission. */
export const liveTypes: readonly string[] = [...permissionOf.keys()]

/** `customer.account` of `customer.account.read`. */
const resourceOf = (permission: string) => permission.slice(0, permission.lastIndexOf('.'))

type Fact = Pick<Envelope, 'type' | 'tenantId' | 'ownerId' | 'departmentId' | 'sharedWith'>

/** Whether an actor may hear of a fact: same company, the event's permission, and a record in the actor's scope or shared with the actor. */
export const mayHear = (actor: Actor, { type, tenantId, ownerId, departmentId, sharedWith }: Fact): boolean => {
  const permission = permissionOf.get(type)
  if (!permission || tenantId !== actor.tenantId || !actor.permissions.has(permission)) return false
  const isShared = actor.kind === 'USER' && sharedWith.includes(actor.id)
  return isShared || sees(actor, scopeOf.get(type) ?? resourceOf(permission), { ownerId, departmentId })
}

/** A fact as a server-sent event: what happened to which record, and nothing of its content. */
export const liveText = (envelope: Envelope): string => {
  const { id, type, time, aggregateType, aggregateId, aggregateVersion } = envelope
  const aggregate = { type: aggregateType, id: aggregateId, version: aggregateVersion }
  return `id: ${id}\ndata: ${JSON.stringify({ id, type, aggregate, occurredAt: time })}\n\n`
}
