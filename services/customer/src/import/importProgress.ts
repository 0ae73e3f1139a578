import type { Database, Transaction } from '@rapport/chassis'
import { ImportModel } from './ImportModel'
import { selectImports } from './import.queries'

/** The counters of an import; processed = created + updated + skipped + failed. */
export interface Progress {
  processedRows: number
  createdRows: number
  updatedRows: number
  skippedRows: number
  failedRows: number
  createdContacts: number
  /** Stores the counters as they are now. */
  save: (transaction: Transaction) => Promise<void>
}

/** The counters of a running import, locked; undefined when it was stopped. */
export const importProgress = async (
  database: Database,
  id: string,
  transaction: Transaction,
): Promise<Progress | undefined> => {
  const [row] = await selectImports(database, 'i.id = :id FOR UPDATE', { id }, { transaction })
  if (row?.state !== 'RUNNING') return undefined
  const { processedRows, createdRows, updatedRows, skippedRows, failedRows, createdContacts } = row
  const counts = { processedRows, createdRows, updatedRows, skippedRows, failedRows, createdContacts }
  return Object.assign(counts, {
    save: async (saving: Transaction) => {
      const { processedRows, createdRows, updatedRows, skippedRows, failedRows, createdContacts } = counts
      await ImportModel.update(
        { processedRows, createdRows, updatedRows, skippedRows, failedRows, createdContacts },
        { where: { id }, transaction: saving },
      )
    },
  })
}
