import { audit, enqueue, type Context, type Transaction } from '@rapport/chassis'
import { DuplicateRule, type StartImportRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { mapColumns, mustBeUploaded } from './import'
import { ImportModel, type ImportRow } from './ImportModel'
import { refuseForbiddenImport } from './import.policy'
import { presentImport } from './import.presenter'
import { visibleImport } from './import.queries'

/**
 * Who runs an import and with which rights: those of the caller when it was started, kept for as long as it runs. A change
 * of roles in the meantime does not stop half of a list; cancelling the import does.
 */
export interface ImportOrder {
  importId: string
  actor: Omit<Context['actor'], 'permissions'> & { permissions: string[] }
  locale: Context['locale']
}

/** Sets an uploaded import going in the background, unless it goes beyond the rights of the caller: throws `denied`. */
export const orderImport = async (
  row: ImportRow,
  { actor, locale }: Context,
  now: Date,
  transaction: Transaction,
): Promise<ImportRow> => {
  refuseForbiddenImport(actor, row)
  const change = { state: 'RUNNING', startedAt: now, version: row.version + 1 }
  const { duplicates, fileColumns } = row
  await ImportModel.update({ ...change, duplicates, fileColumns }, { where: { id: row.id }, transaction })
  const payload: ImportOrder = { importId: row.id, actor: { ...actor, permissions: [...actor.permissions] }, locale }
  await enqueue({ kind: 'import.run', payload }, transaction)
  await audit(
    { action: 'customer.import.started', objectType: 'import', objectId: row.id, objectName: row.fileName },
    transaction,
  )
  return { ...row, ...change }
}

/** Starts an uploaded import with the mapping and duplicate rule of the caller. */
export const startImport =
  ({ database, clock }: CustomerDeps) =>
  async ({ id, mapping, duplicates }: StartImportRequest, context: Context) =>
    database.command(async (transaction) => {
      const row = await visibleImport(database, id, transaction)
      mustBeUploaded(row)
      const fields = mapping.length ? mapping : row.fileColumns.map(({ field }) => field)
      const chosen = {
        ...row,
        fileColumns: mapColumns(row.fileColumns, fields),
        duplicates: duplicates ? DuplicateRule[duplicates] : row.duplicates,
      }
      return presentImport(await orderImport(chosen, context, clock(), transaction), context.locale)
    })
