import { audit, columnValues, invalid, type Context } from '@rapport/chassis'
import { DuplicateRule, type UploadHeader, type UploadImportRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { guessMapping } from './guessMapping'
import { mapColumns } from './import'
import { dropFile, fileRows, storeChunk } from './importFile'
import { ImportFileError } from './ImportFileError'
import { ImportModel, type ImportRow, type StoredColumn } from './ImportModel'
import { presentImport } from './import.presenter'
import { lengthOf } from './sheetRow'
import { orderImport } from './startImport'

/** What a file may weigh, in bytes. */
const maxBytes = 100 * 1024 * 1024
const previewRows = 20
const sampleRows = 200
/** Rows may be long: no more than this is looked at, in UTF-16 code units. */
const sampleLength = 4_000_000

/** Header and first rows of an uploaded file. Throws `invalid` naming `file`. */
const look = async (
  deps: CustomerDeps,
  importId: string,
): Promise<{ columns: StoredColumn[]; preview: string[][] }> => {
  const rows: string[][] = []
  let length = 0
  try {
    for await (const { cells } of fileRows(deps.database, importId)) {
      rows.push(cells)
      length += lengthOf(cells)
      if (rows.length > sampleRows || length > sampleLength) break
    }
  } catch (error) {
    if (!(error instanceof ImportFileError)) throw error
    throw invalid({ field: 'file', reason: error.reason, params: error.params })
  }
  const [headers, ...body] = rows
  if (!headers || !body.length) throw invalid({ field: 'file', reason: 'import_file_empty' })
  const fields = guessMapping(headers)
  const columns = headers.map((header, index) => ({
    header,
    field: fields[index] ?? '',
    samples: body
      .flatMap((cells) => cells[index] || [])
      .slice(0, 3)
      .map((sample) => sample.slice(0, 200)),
  }))
  const preview = body
    .slice(0, previewRows)
    .map((cells) => headers.map((_, index) => (cells[index] ?? '').slice(0, 200)))
  return { columns, preview }
}

/** Takes in a file piece by piece, looks at its first rows, and starts the import when the caller says so. */
export const uploadImport =
  (deps: CustomerDeps) => async (requests: AsyncIterable<UploadImportRequest>, context: Context) => {
    const { database, clock, newId } = deps
    const id = newId()
    let header: UploadHeader | undefined
    let seq = 0
    let bytes = 0
    let total: bigint | undefined
    try {
      for await (const { part } of requests) {
        if (part.case === 'header') header = part.value
        else if (part.case === 'chunk' && part.value.length) {
          bytes += part.value.length
          if (bytes > maxBytes) throw invalid({ field: 'file', reason: 'import_file_too_large' })
          await storeChunk(database, { importId: id, seq: seq++, data: part.value, now: clock() })
        } else if (part.case === 'totalBytes') total = part.value
      }
      if (total !== BigInt(bytes)) throw invalid({ field: 'file', reason: 'import_file_incomplete' })
      if (!header) throw invalid({ field: 'file', reason: 'required' })
      const { fileName, duplicates, start } = header
      const { columns, preview } = await look(deps, id)
      const row: ImportRow = {
        id,
        tenantId: context.actor.tenantId,
        fileName,
        fileBytes: bytes,
        state: 'UPLOADED',
        duplicates: duplicates === DuplicateRule.UPDATE ? 'UPDATE' : 'SKIP',
        fileColumns: start
          ? mapColumns(
              columns,
              columns.map(({ field }) => field),
            )
          : columns,
        preview,
        totalRows: -1,
        processedRows: 0,
        createdRows: 0,
        updatedRows: 0,
        skippedRows: 0,
        failedRows: 0,
        createdContacts: 0,
        failure: null,
        ownerId: context.actor.id,
        version: 1,
        createdAt: clock(),
        startedAt: null,
        finishedAt: null,
      }
      const answer = await database.command(async (transaction) => {
        await database.insertRows('imports', [columnValues(ImportModel, row)], { transaction })
        await audit(
          { action: 'customer.import.uploaded', objectType: 'import', objectId: id, objectName: fileName },
          transaction,
        )
        const stored = start ? await orderImport(row, context, clock(), transaction) : row
        return presentImport(stored, context.locale)
      })
      if (answer.id !== id) await dropFile(database, id)
      return answer
    } catch (error) {
      await dropFile(database, id).catch((problem: unknown) => {
        deps.log.warn({ err: problem, importId: id }, 'the pieces of a refused upload stay until housekeeping')
      })
      throw error
    }
  }
