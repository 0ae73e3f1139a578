import { create } from '@bufbuild/protobuf'
import { timestampFromDate } from '@bufbuild/protobuf/wkt'
import { AuditEntry_ActorKind as ActorKind, AuditEntrySchema } from '@rapport/proto/chassis'
import { uuidv7 } from 'uuidv7'
import { currentContext } from '../context/context'
import type { Transaction } from '../database/database'
import { stateOf } from '../database/transactionState'
import type { FieldChange } from './diff'

/** What a use case says about what it did; who, from where and when is known already. */
export interface AuditInput {
  /** `<service>.<resource>.<past tense>`, e.g. `customer.account.updated`. */
  readonly action: string
  /** Kind of the record, e.g. `account`. */
  readonly objectType: string
  readonly objectId: string
  /** What people call the record: its name or number now. */
  readonly objectName: string
  readonly changes?: FieldChange[]
}

/** Records who did what, if and when `transaction` commits: written with it, published as AuditRecorded. */
export const audit = (entries: AuditInput | readonly AuditInput[], transaction: Transaction): Promise<void> => {
  const { actor, ip, userAgent, requestId } = currentContext()
  const { audit: collected, signals } = stateOf(transaction)
  const occurredAt = timestampFromDate(new Date())
  for (const { action, objectType, objectId, objectName, changes = [] } of [entries].flat()) {
    const entry = create(AuditEntrySchema, {
      id: uuidv7(),
      action,
      objectType,
      objectId,
      objectName,
      changes,
      actorId: actor.id,
      actorName: actor.name,
      actorKind: ActorKind[actor.kind],
      ip,
      userAgent,
      requestId,
      occurredAt,
    })
    collected.push({ tenantId: actor.tenantId, entry })
  }
  signals.add('outbox')
  return Promise.resolve()
}
