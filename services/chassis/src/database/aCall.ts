import { runInContext, systemContext, type Context } from '../context/context'

let calls = 0

/** For tests of the chassis: runs `work` as a call of a user of tenant 1, or of whoever `traits` says. */
export const aCall = <T>(
  work: () => T,
  { tenantId = 1, actorId = 'u1', ...traits }: Partial<Context> & { tenantId?: number; actorId?: string } = {},
): T => {
  const context = systemContext(tenantId, `call-${++calls}`, 30_000)
  return runInContext({ ...context, actor: { ...context.actor, id: actorId, kind: 'USER' }, ...traits }, work)
}
