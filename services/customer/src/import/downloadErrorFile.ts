import type { Context, Database } from '@rapport/chassis'
import type { DownloadErrorFileRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { errorFile } from './errorFile'
import { failedRows, visibleImport } from './import.queries'

const pageRows = 500

async function* allFailedRows(database: Database, importId: string) {
  for (let after = 0; ;) {
    const rows = await failedRows(database, importId, after, pageRows)
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < pageRows) return
    after = last.row
  }
}

/** The failed rows as they were in the file, with the reasons in the caller's language. */
export const downloadErrorFile = ({ database }: CustomerDeps) =>
  async function* ({ id }: DownloadErrorFileRequest, { locale }: Context) {
    const { fileName, fileColumns } = await visibleImport(database, id)
    const suffix = locale === 'en' ? 'errors' : '错误'
    yield { fileName: `${fileName.replace(/\.[^.]*$/, '')}-${suffix}.csv` }
    const headers = fileColumns.map(({ header }) => header)
    for await (const text of errorFile(allFailedRows(database, id), headers, locale)) {
      yield { data: new TextEncoder().encode(text) }
    }
  }
