import { uuidv7 } from 'uuidv7'
import { maybeContext } from '../context/context'
import type { OutboxRow } from '../database/transactionState'
import type { Fact } from './fact'
import { headersOf } from './headers'

/** The outbox row of a fact that happens now, in the running call; of its tenant where no other is given. */
export const outboxRow = (
  { type, body, aggregate, personalPaths }: Fact,
  tenantId: number = maybeContext()?.actor.tenantId ?? 0,
): OutboxRow => {
  const context = maybeContext()
  const id = uuidv7()
  const headers = headersOf({
    id,
    type,
    source: '', // the relay knows the name of the service
    time: new Date(),
    tenantId,
    actorId: context?.actor.id ?? '',
    actorKind: context?.actor.kind ?? 'SYSTEM',
    aggregateType: aggregate.type,
    aggregateId: aggregate.id,
    aggregateVersion: aggregate.version,
    ownerId: aggregate.ownerId ?? '',
    departmentId: aggregate.departmentId ?? '',
    sharedWith: aggregate.sharedWith ?? [],
    correlationId: context?.requestId ?? '',
    causationId: context?.causationId ?? '',
    personalPaths,
  })
  return { id, type, tenant_id: tenantId, headers: JSON.stringify(headers), body }
}
