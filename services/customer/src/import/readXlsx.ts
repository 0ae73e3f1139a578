import { ImportFileError } from './ImportFileError'
import { sheetLimits, sheetRow, type SheetLimits, type SheetRow } from './sheetRow'
import { plainNumber, serialDate, type TimeFormat } from './xlsx/numberFormat'
import { continued, parseXml, type Attributes, type XmlHandler } from './xlsx/parseXml'
import type { StringTable } from './xlsx/stringTable'
import {
  readSharedStrings,
  readTimeStyles,
  readWorkbook,
  unescapeText,
  type Workbook,
  type WorkbookSheet,
} from './xlsx/workbook'
import { openZipParts, type XlsxSource } from './xlsx/zipParts'

const LAST_COLUMN = 16_384
const LAST_ROW = 1_048_576

/** The names of the worksheets, the visible ones first. Throws ImportFileError. */
export const sheetNames = async (source: XlsxSource): Promise<string[]> => {
  const parts = await openZipParts(source)
  try {
    return inOrder(await readWorkbook(parts)).map(({ name }) => name)
  } finally {
    parts.close()
  }
}

/**
 * Reads the rows of a worksheet (the first visible one if none is named) as they are unpacked; only the texts that
 * cells share are held in memory. Cells come as text: numbers with all their digits, dates as `2026-01-15`, truth
 * values as TRUE and FALSE, formulas as the value the spreadsheet last computed. Empty rows are passed over. Throws
 * ImportFileError.
 */
export async function* readXlsx(
  source: XlsxSource,
  { sheet, limits = sheetLimits }: { sheet?: string; limits?: SheetLimits } = {},
): AsyncGenerator<SheetRow> {
  const parts = await openZipParts(source)
  try {
    const workbook = await readWorkbook(parts)
    const found = inOrder(workbook).find(({ name }) => sheet === undefined || name === sheet)
    if (!found) throw new ImportFileError(sheet === undefined ? 'import_file_unreadable' : 'import_sheet_missing')
    const strings = await readSharedStrings(parts, workbook.stringsPart)
    const styles = await readTimeStyles(parts, workbook.stylesPart)
    const rows: SheetRow[] = []
    const handler = rowHandler({ strings, styles, from1904: workbook.from1904 }, limits, (row) => rows.push(row))
    yield* parseXml(await parts.open(found.part), handler, rows)
  } finally {
    parts.close()
  }
}

const inOrder = ({ sheets }: Workbook): WorkbookSheet[] => [
  ...sheets.filter(({ isHidden }) => !isHidden),
  ...sheets.filter(({ isHidden }) => isHidden),
]

interface Meaning {
  strings: StringTable
  styles: readonly (TimeFormat | undefined)[]
  from1904: boolean
}

const rowHandler = (meaning: Meaning, limits: SheetLimits, emit: (row: SheetRow) => void): XmlHandler => {
  let rowNumber = 0
  let column = 0
  let cells: string[] = []
  let cell: Attributes = {}
  let text = ''
  let guides = 0
  return {
    open: (name, attributes) => {
      if (name === 'row') {
        rowNumber = positionOf(attributes.r, rowNumber + 1, LAST_ROW)
        cells = []
        column = 0
      } else if (name === 'c') {
        column = attributes.r ? columnOf(attributes.r) : column + 1
        cell = attributes
        text = ''
      } else if (name === 'rPh') guides++
    },
    close: (name, piece) => {
      if ((name === 'v' || name === 't') && guides === 0) text = continued(text, piece)
      else if (name === 'rPh') guides--
      else if (name === 'c' && text !== '') place(cells, column, cellText(cell, text, meaning), rowNumber, limits)
      else if (name === 'row') {
        const row = sheetRow(rowNumber, cells, limits)
        if (row) emit(row)
      }
    },
  }
}

const place = (cells: string[], column: number, text: string, row: number, limits: SheetLimits): void => {
  if (text === '') return
  if (column > limits.columns) throw new ImportFileError('import_too_many_columns', { row, max: limits.columns })
  while (cells.length < column) cells.push('')
  cells[column - 1] = text
}

const cellText = ({ t = 'n', s }: Attributes, text: string, { strings, styles, from1904 }: Meaning): string => {
  if (t === 's') return strings.get(Number(text))
  if (t === 'b') return text === '1' || text === 'true' ? 'TRUE' : 'FALSE'
  if (t === 'd') return text.replace('T', ' ').replace(/ 00:00:00(?:\.0+)?$/, '')
  if (t !== 'n') return unescapeText(text)
  const format = s === undefined ? undefined : styles[Number(s)]
  return (format && serialDate(Number(text), format, from1904)) ?? plainNumber(text)
}

const columnOf = (reference: string): number => {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return positionOf(String(column), 0, LAST_COLUMN)
}

const positionOf = (text: string | undefined, otherwise: number, last: number): number => {
  const position = text === undefined ? otherwise : Number(text)
  if (!Number.isInteger(position) || position < 1 || position > last)
    throw new ImportFileError('import_file_unreadable')
  return position
}
