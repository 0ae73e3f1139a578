import { stringify } from 'csv-stringify/sync'
import { escapeFormula } from './escapeFormula'
import { fieldLabel, isImportField } from './importFields'
import { reasonText, type ImportReason, type ReasonLocale, type ReasonParams } from './reasons'

/** A row that was not imported, as it was in the file, and why. */
export interface FailedRow {
  /** As the spreadsheet shows it, from 1. */
  row: number
  cells: readonly string[]
  /** `column` is the header of the column; without it, the name of the field stands before the reason. */
  problems: readonly { column?: string; field?: string; reason: ImportReason; params?: ReasonParams }[]
}

const BYTE_ORDER_MARK = '\ufeff'
const ROWS_PER_PIECE = 500

const titles = {
  'zh-CN': { row: '原文件行号', reason: '失败原因' },
  en: { row: 'Row in file', reason: 'Reason' },
} as const

/**
 * The error file, piece by piece: CSV in UTF-8 with byte order mark, the columns as they were in the file (so that it
 * can be corrected and imported again) and behind them the row number and the reasons in the caller's language.
 */
export async function* errorFile(
  rows: AsyncIterable<FailedRow> | Iterable<FailedRow>,
  headers: readonly string[],
  locale: ReasonLocale,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + toCsv([[...headers, titles[locale].row, titles[locale].reason]])
  let lines: string[][] = []
  for await (const { row, cells, problems } of rows) {
    const original = headers.map((_, column) => cells[column] ?? '')
    lines.push([...original, String(row), problems.map((problem) => explain(problem, locale)).join('\n')])
    if (lines.length < ROWS_PER_PIECE) continue
    yield toCsv(lines)
    lines = []
  }
  if (lines.length > 0) yield toCsv(lines)
}

const explain = (
  { column, field = '', reason, params = {} }: FailedRow['problems'][number],
  locale: ReasonLocale,
): string => {
  const where = column?.trim() || (isImportField(field) ? fieldLabel(field, locale) : '')
  return `${where}${where && ': '}${reasonText(reason, params, locale)}`
}

/** Every kind of line break is quoted: readers end rows at any of them. */
const toCsv = (rows: string[][]): string =>
  stringify(
    rows.map((cells) => cells.map(escapeFormula)),
    { record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  )
