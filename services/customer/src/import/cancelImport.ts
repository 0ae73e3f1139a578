import { audit, type Context } from '@rapport/chassis'
import type { CancelImportRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { mustBeStoppable } from './import'
import { ImportModel } from './ImportModel'
import { presentImport } from './import.presenter'
import { visibleImport } from './import.queries'

/** Stops an import; the worker notices at its next batch, and the rows that are in stay. */
export const cancelImport =
  ({ database, clock }: CustomerDeps) =>
  async ({ id }: CancelImportRequest, { locale }: Context) =>
    database.command(async (transaction) => {
      const row = await visibleImport(database, id, transaction)
      mustBeStoppable(row)
      const change = { state: 'CANCELLED', finishedAt: clock(), version: row.version + 1 }
      await ImportModel.update(change, { where: { id }, transaction })
      await audit(
        { action: 'customer.import.cancelled', objectType: 'import', objectId: id, objectName: row.fileName },
        transaction,
      )
      return presentImport({ ...row, ...change }, locale)
    })
