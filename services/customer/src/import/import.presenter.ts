import { toTimestamp, type Locale } from '@rapport/chassis'
import { DuplicateRule, Import_State, type ImportSchema } from '@rapport/proto/customer'
import type { MessageInitShape } from '@bufbuild/protobuf'
import { enumValue } from '../stored/enumValue'
import type { FailedRow } from './errorFile'
import type { ImportRow } from './ImportModel'
import { reasonText } from './reasons'

/** An import on the wire, reasons in the caller's language. */
export const presentImport = (
  row: ImportRow,
  locale: Locale,
  errors: FailedRow[] = [],
): MessageInitShape<typeof ImportSchema> => ({
  id: row.id,
  fileName: row.fileName,
  fileBytes: row.fileBytes,
  state: enumValue(Import_State, row.state),
  duplicates: enumValue(DuplicateRule, row.duplicates),
  columns: row.fileColumns,
  preview: row.preview.map((cells) => ({ cells })),
  totalRows: row.totalRows,
  processedRows: row.processedRows,
  createdRows: row.createdRows,
  updatedRows: row.updatedRows,
  skippedRows: row.skippedRows,
  failedRows: row.failedRows,
  createdContacts: row.createdContacts,
  failure: row.failure ? reasonText(row.failure.reason, row.failure.params, locale) : '',
  firstErrors: errors.flatMap(({ row: number, problems }) =>
    problems.map(({ column = '', field = '', reason, params = {} }) => ({
      row: number,
      column,
      field,
      reason,
      message: reasonText(reason, params, locale),
    })),
  ),
  ownerId: row.ownerId,
  version: row.version,
  createdAt: toTimestamp(row.createdAt),
  startedAt: toTimestamp(row.startedAt),
  finishedAt: toTimestamp(row.finishedAt),
})
