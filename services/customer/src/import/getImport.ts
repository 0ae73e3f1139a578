import type { Context } from '@rapport/chassis'
import type { GetImportRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { presentImport } from './import.presenter'
import { failedRows, visibleImport } from './import.queries'

const shownErrors = 20

/** One import with its first failed rows. */
export const getImport =
  ({ database }: CustomerDeps) =>
  async ({ id }: GetImportRequest, { locale }: Context) => {
    const row = await visibleImport(database, id)
    const errors = row.failedRows ? await failedRows(database, id, 0, shownErrors) : []
    return presentImport(row, locale, errors)
  }
