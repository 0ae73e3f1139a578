import { pipeline, Readable } from 'node:stream'
import { CsvError, parse, type Parser } from 'csv-parse'
import { decodeText } from './decodeText'
import { detectDelimiter } from './detectDelimiter'
import { ImportFileError } from './ImportFileError'
import { sheetLimits, sheetRow, type SheetLimits, type SheetRow } from './sheetRow'

const HEAD_LENGTH = 16_384

/**
 * Reads the rows of a CSV file as they come, in constant memory. Encoding (UTF-8, UTF-16 with byte order mark, GB18030)
 * and delimiter (comma, semicolon, tab) are detected; cells may hold quoted line breaks; rows may differ in length;
 * empty rows are passed over. Throws ImportFileError with the row or line.
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  limits: SheetLimits = sheetLimits,
): AsyncGenerator<SheetRow> {
  const text = decodeText(bytes)
  let parser: Parser | undefined
  try {
    const head = await readHead(text)
    const { delimiter, declarationLength } = detectDelimiter(head)
    parser = parse({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: limits.rowLength,
    })
    const source = Readable.from(resume(head.slice(declarationLength), text))
    // What goes wrong on the way destroys the parser with the same error, which ends the loop below.
    pipeline(source, parser, () => undefined)
    let rowNumber = 0
    for await (const cells of parser as AsyncIterable<string[]>) {
      const row = sheetRow(++rowNumber, cells, limits)
      if (row) yield row
    }
  } catch (error) {
    throw error instanceof CsvError ? csvFault(error, parser?.info.records ?? 0) : error
  } finally {
    parser?.destroy()
    await text.return(undefined)
  }
}

const readHead = async (text: AsyncIterator<string, void>): Promise<string> => {
  let head = ''
  while (head.length < HEAD_LENGTH) {
    const { value, done } = await text.next()
    if (done) break
    head += value
  }
  return head
}

async function* resume(head: string, text: AsyncIterable<string>): AsyncGenerator<string> {
  if (head) yield head
  for await (const piece of text) if (piece) yield piece
}

const csvFault = (error: CsvError, records: number): ImportFileError => {
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return new ImportFileError('import_row_too_long', { row: records + 1 }, { cause: error })
  const line = typeof error.lines === 'number' ? error.lines : records + 1
  return new ImportFileError('import_quote_malformed', { line }, { cause: error })
}
