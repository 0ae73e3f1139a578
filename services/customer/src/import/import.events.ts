import { fact, type Fact } from '@rapport/chassis'
import { ImportCompletedSchema } from '@rapport/proto/customer'
import type { ImportRow } from './ImportModel'

/** An import came to its end. */
export const importCompleted = ({ id, state, version, ownerId, ...counts }: ImportRow): Fact =>
  fact(
    ImportCompletedSchema,
    {
      importId: id,
      state,
      createdRows: counts.createdRows,
      updatedRows: counts.updatedRows,
      skippedRows: counts.skippedRows,
      failedRows: counts.failedRows,
    },
    { type: 'import', id, version, ownerId },
  )
