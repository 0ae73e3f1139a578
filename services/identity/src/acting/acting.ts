import { runInContext, systemContext, type Actor, type Context } from '@rapport/chassis'

/** The part of a user that says who acts. */
export interface Person {
  readonly id: string
  readonly tenantId: number
  readonly name: string
}

const inContextOf = <T>(context: Context, actor: Partial<Actor>, tenantId: number, work: () => T): T => {
  const nobody: Actor = { ...systemContext(tenantId, context.requestId).actor, everything: false, name: '' }
  return runInContext({ ...context, actor: { ...nobody, ...actor, tenantId } }, work)
}

/** Runs the rest of a call as this person: for calls that arrive before it is known who sends them. It gives no permissions. */
export const actingAs = <T>(context: Context, { id, tenantId, name }: Person, work: () => T): T =>
  inContextOf(context, { id, name, kind: 'USER' }, tenantId, work)

/** Runs the rest of a call inside a tenant, for somebody who did not prove who they are. */
export const actingAsNobody = <T>(context: Context, tenantId: number, work: () => T): T =>
  inContextOf(context, { kind: 'ANONYMOUS' }, tenantId, work)

/** Runs the rest of a call as the service itself inside a tenant. */
export const actingAsSystem = <T>(context: Context, tenantId: number, work: () => T): T =>
  runInContext({ ...context, actor: systemContext(tenantId, context.requestId).actor }, work)
