import { ImportFileError } from './ImportFileError'

/** One row of a file. */
export interface SheetRow {
  /** As the spreadsheet shows it, from 1; empty rows count. */
  rowNumber: number
  /** Texts in column order, without the empty ones at the end. */
  cells: string[]
}

/** How large the parts of a file may be. */
export interface SheetLimits {
  rows: number
  columns: number
  /** UTF-16 code units; what a spreadsheet cell can hold. */
  cellLength: number
  /** UTF-16 code units of all cells of a row. */
  rowLength: number
}

export const sheetLimits: SheetLimits = { rows: 1_000_000, columns: 200, cellLength: 32_767, rowLength: 1_000_000 }

/**
 * A row without its empty end, or undefined when nothing is in it. Throws ImportFileError when it is beyond the limits
 * or holds NUL.
 */
export const sheetRow = (rowNumber: number, cells: string[], limits: SheetLimits): SheetRow | undefined => {
  let length = cells.length
  while (length > 0 && cells[length - 1] === '') length--
  if (length === 0) return undefined
  if (rowNumber > limits.rows) throw new ImportFileError('import_too_many_rows', { max: limits.rows })
  if (length > limits.columns)
    throw new ImportFileError('import_too_many_columns', { row: rowNumber, max: limits.columns })
  const filled = length === cells.length ? cells : cells.slice(0, length)
  for (let at = 0; at < length; at++) checkCell(filled[at] ?? '', rowNumber, at, limits)
  if (lengthOf(filled) > limits.rowLength) throw new ImportFileError('import_row_too_long', { row: rowNumber })
  return { rowNumber, cells: filled }
}

/** How many UTF-16 code units the cells of a row have. */
export const lengthOf = (cells: readonly string[]): number => {
  let length = 0
  for (const cell of cells) length += cell.length
  return length
}

const checkCell = (cell: string, row: number, at: number, limits: SheetLimits): void => {
  if (cell.length > limits.cellLength)
    throw new ImportFileError('import_cell_too_long', { row, column: at + 1, max: limits.cellLength })
  if (cell.includes('\0')) throw new ImportFileError('import_nul_character', { row })
}
