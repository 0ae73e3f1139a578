import { uuidv7 } from 'uuidv7'
import { maybeContext } from '../context/context'
import type { Transaction } from '../database/database'
import { stateOf, type OutboxRow } from '../database/transactionState'
import type { Envelope } from './envelope'
import type { Fact } from './fact'
import { headersOf } from './headers'

/** The envelope of a fact that happens now, in the running call. */
const envelopeOf = ({ type, aggregate, personalPaths }: Fact): Envelope => {
  const context = maybeContext()
  return {
    id: uuidv7(),
    type,
    source: `/rapport/${type.slice(0, type.indexOf('.'))}`,
    time: new Date(),
    tenantId: context?.actor.tenantId ?? 0,
    actorId: context?.actor.id ?? '',
    actorKind: context?.actor.kind ?? 'SYSTEM',
    aggregateType: aggregate.type,
    aggregateId: aggregate.id,
    aggregateVersion: aggregate.version,
    ownerId: aggregate.ownerId ?? '',
    departmentId: aggregate.departmentId ?? '',
    correlationId: context?.requestId ?? '',
    causationId: context?.causationId ?? '',
    personalPaths,
  }
}

/** The outbox row of a fact that happens now, in the running call. */
export const outboxRow = (fact: Fact): OutboxRow => {
  const envelope = envelopeOf(fact)
  const { id, type, tenantId } = envelope
  return { id, type, tenant_id: tenantId, headers: JSON.stringify(headersOf(envelope)), body: fact.body }
}

/** Publishes facts if and when `transaction` commits: they are written to the outbox with it. */
export const emit = (facts: Fact | readonly Fact[], transaction: Transaction): Promise<void> => {
  const { outbox, signals } = stateOf(transaction)
  for (const one of [facts].flat()) outbox.push(outboxRow(one))
  signals.add('outbox')
  return Promise.resolve()
}
