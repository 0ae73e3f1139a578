const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/

/**
 * A cell for a CSV file that spreadsheets must show and not compute: one that begins with `=`, `+`, `-`, `@`, a tab or
 * a line break (also after spaces, or full-width) gets an apostrophe in front; its text stays.
 */
export const escapeFormula = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell)
