import { toTimestamp } from '@rapport/chassis'
import { TimelineEntry_Kind, type TimelineEntrySchema } from '@rapport/proto/customer'
import type { MessageInitShape } from '@bufbuild/protobuf'
import { enumValue } from '../stored/enumValue'
import type { ActivityRow } from './ActivityModel'

/** A timeline entry on the wire. */
export const presentEntry = (row: ActivityRow): MessageInitShape<typeof TimelineEntrySchema> => ({
  id: row.id,
  kind: enumValue(TimelineEntry_Kind, row.kind),
  happenedAt: toTimestamp(row.happenedAt),
  actorId: row.actorId,
  actorName: row.actorName,
  objectId: row.objectId,
  content: row.content,
  method: row.method,
  changedFields: row.changedFields,
  nextAt: toTimestamp(row.nextAt),
})
