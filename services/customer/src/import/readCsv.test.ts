import fc from 'fast-check'
import { stringify } from 'csv-stringify/sync'
import { ImportFileError } from './ImportFileError'
import { readCsv } from './readCsv'
import type { SheetLimits, SheetRow } from './sheetRow'

async function* inPieces(bytes: Uint8Array, size = bytes.length || 1): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const rowsOf = async (file: string | Buffer, size?: number, limits?: SheetLimits): Promise<SheetRow[]> => {
  const rows: SheetRow[] = []
  for await (const row of readCsv(inPieces(Buffer.from(file), size), limits)) rows.push(row)
  return rows
}
const cellsOf = async (file: string | Buffer, size?: number): Promise<string[][]> =>
  (await rowsOf(file, size)).map(({ cells }) => cells)

/** 公司,手机 / 华信科技有限公司,13812345678 in GB18030. */
const gb18030 = Buffer.from('b9abcbbe2ccad6bbfa0abbaad0c5bfc6bcbcd3d0cfdeb9abcbbe2c31333831323334353637380a', 'hex')
const utf16le = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
const utf16be = (text: string): Buffer => utf16le(text).swap16()

describe('readCsv', () => {
  const rows = [
    ['公司', '手机'],
    ['华信科技有限公司', '13812345678'],
  ]
  it.each([
    ['UTF-8', Buffer.from('公司,手机\n华信科技有限公司,13812345678\n')],
    ['UTF-8 with byte order mark', Buffer.from('\ufeff公司,手机\r\n华信科技有限公司,13812345678\r\n')],
    ['GB18030', gb18030],
    ['UTF-16, little end first', utf16le('公司\t手机\r\n华信科技有限公司\t13812345678')],
    ['UTF-16, big end first', utf16be('公司,手机\r\n华信科技有限公司,13812345678')],
  ])('reads %s, whole and byte by byte', async (_, file) => {
    expect(await cellsOf(file)).toEqual(rows)
    expect(await cellsOf(file, 1)).toEqual(rows)
    expect(await cellsOf(file, 3)).toEqual(rows)
  })

  it('decides on the encoding at the first letter beyond ASCII, however late it comes', async () => {
    const ascii = Buffer.from('a,b\n'.repeat(20_000))
    const found = await cellsOf(Buffer.concat([ascii, gb18030]), 1000)
    expect(found.length).toBe(20_002)
    expect(found.slice(-2)).toEqual(rows)
  })

  it('reads four-byte characters of GB18030', async () => {
    expect(await cellsOf(Buffer.from('8130813041d6d00a', 'hex'), 1)).toEqual([['\u0080A中']])
  })

  it.each([
    [
      'commas',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'semicolons',
      'a;b\nc,1;d',
      [
        ['a', 'b'],
        ['c,1', 'd'],
      ],
    ],
    [
      'tabs',
      'a\tb\nc,1\td',
      [
        ['a', 'b'],
        ['c,1', 'd'],
      ],
    ],
    [
      'a delimiter that stands in quoted headers',
      '"a,x,y";b\n1;2',
      [
        ['a,x,y', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a declared delimiter',
      'sep=;\r\na,x;b\n1;2',
      [
        ['a,x', 'b'],
        ['1', '2'],
      ],
    ],
    ['one column', '公司\n华信', [['公司'], ['华信']]],
    [
      'quoted line breaks',
      'a,"b\r\nc"\r\n"d ""e""",f',
      [
        ['a', 'b\r\nc'],
        ['d "e"', 'f'],
      ],
    ],
    ['rows of different length', 'a,b,c\nd\ne,f,g,h\n', [['a', 'b', 'c'], ['d'], ['e', 'f', 'g', 'h']]],
    [
      'old Macintosh line ends',
      'a,b\rc,d\r',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'mixed line ends',
      'a,b\r\nc,d\ne,f',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ],
    ],
    [
      'cells that look like formulas',
      '=1+1,@a\n-1,+86',
      [
        ['=1+1', '@a'],
        ['-1', '+86'],
      ],
    ],
    ['no last line end', 'a', [['a']]],
    ['nothing', '', []],
    ['empty lines only', '\n\n,,\n', []],
  ])('reads %s', async (_, file, expected) => {
    expect(await cellsOf(file)).toEqual(expected)
    expect(await cellsOf(file, 1)).toEqual(expected)
  })

  it('numbers rows as a spreadsheet does and passes empty ones over', async () => {
    expect(await rowsOf('a,b\n\n"c\nd",e,,\n,,\nf')).toEqual([
      { rowNumber: 1, cells: ['a', 'b'] },
      { rowNumber: 3, cells: ['c\nd', 'e'] },
      { rowNumber: 5, cells: ['f'] },
    ])
  })

  it('reads back what was written, in any pieces', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('中文', '"', '\n', '\r\n', ',', ';', '\t', ' '),
    )
    const grid = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(grid, fc.integer({ min: 1, max: 40 }), fc.boolean(), async (cells, size, mark) => {
        fc.pre(!cells.flat().join('').includes('\0'))
        const table = [['客户', 'b', 'c', 'd'], ...cells]
        const file = (mark ? '\ufeff' : '') + stringify(table, { quoted: true, record_delimiter: 'windows' })
        const expected = table
          .map((row) => row.slice(0, row.findLastIndex((text) => text !== '') + 1))
          .filter((row) => row.length > 0)
        expect(await cellsOf(file, size)).toEqual(expected)
      }),
      { numRuns: 150 },
    )
  })

  it.each<[string, string | Buffer, string, object]>([
    ['a quotation mark inside a quoted cell', 'a,b\nc,d\n"e"f,g\n', 'import_quote_malformed', { line: 3 }],
    ['a quotation mark inside a cell', 'a,b\nc"d,e\n', 'import_quote_malformed', { line: 2 }],
    ['a quotation mark that is never closed', 'a,b\n"c,d\ne,f\n', 'import_quote_malformed', {}],
    [
      'a quotation mark that swallows the file',
      `a,b\n"c,d\n${'e,f\n'.repeat(300_000)}`,
      'import_row_too_long',
      { row: 2 },
    ],
    ['NUL', 'a,b\nc\0,d', 'import_nul_character', { row: 2 }],
    ['UTF-16 without byte order mark', Buffer.from('a,b\nc,d', 'utf16le'), 'import_nul_character', { row: 1 }],
    [
      'a cell that is too long',
      `a,b\nc,${'d'.repeat(32_768)}`,
      'import_cell_too_long',
      { row: 2, column: 2, max: 32_767 },
    ],
    ['too many columns', `a,b\n${'c,'.repeat(201)}d`, 'import_too_many_columns', { row: 2, max: 200 }],
    ['bytes of no encoding', Buffer.from('a,b\n\xff\xff\xff', 'latin1'), 'import_encoding_unknown', {}],
    ['Latin-1', Buffer.from('Name,City\nCaf\xe9,M\xfcnchen\n', 'latin1'), 'import_encoding_unknown', {}],
    ['a character cut off by the end', Buffer.from('e585ac2ce5', 'hex'), 'import_encoding_unknown', {}],
    ['a byte order mark in the middle', Buffer.from('a,b\n\xff\xfea', 'latin1'), 'import_encoding_unknown', {}],
  ])('refuses %s', async (_, file, reason, params) => {
    const reading = rowsOf(file, 50_000)
    await expect(reading).rejects.toBeInstanceOf(ImportFileError)
    await expect(reading).rejects.toMatchObject({ reason, params })
  })

  it('refuses an encoding that changes on the way', async () => {
    const file = Buffer.concat([Buffer.from('公司,手机\n'.repeat(10_000)), gb18030])
    await expect(rowsOf(file, 10_000)).rejects.toMatchObject({ reason: 'import_encoding_unknown' })
  })

  it('refuses more rows than it may', async () => {
    const limits = { rows: 3, columns: 2, cellLength: 10, rowLength: 100 }
    expect(await rowsOf('a\nb\nc\n\n', undefined, limits)).toHaveLength(3)
    await expect(rowsOf('a\nb\nc\nd', undefined, limits)).rejects.toMatchObject({
      reason: 'import_too_many_rows',
      params: { max: 3 },
    })
  })

  it('answers any bytes with rows or a reason', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 50 }), async (bytes, size) => {
        const outcome = await rowsOf(Buffer.from(bytes), size).catch((error: unknown) => error)
        expect(Array.isArray(outcome) || outcome instanceof ImportFileError).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('passes on what goes wrong with the source as it is', async () => {
    const fault = new Error('the connection is gone')
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('公司,手机\n'.repeat(2_000))
      throw fault
    }
    const reading = (async () => {
      for await (const { rowNumber } of readCsv(failing())) expect(rowNumber).toBeLessThanOrEqual(2_000)
    })()
    await expect(reading).rejects.toBe(fault)
  })

  it('gives rows while the file is still coming, and takes no more of it than it needs', async () => {
    const phoneOf = (row: number) => `138${String(row).padStart(8, '0')}`
    let given = 0
    let isClosed = false
    async function* file(): AsyncGenerator<Uint8Array> {
      try {
        for (; given < 50_000; given += 50) {
          const rows = Array.from(
            { length: 50 },
            (_, at) => `华信科技${given + at}有限公司,${phoneOf(given + at)},深圳市\n`,
          )
          yield Buffer.from(rows.join(''))
        }
      } finally {
        isClosed = true
      }
    }
    let read = 0
    let wrong = 0
    let farthest = 0
    for await (const { cells } of readCsv(file())) {
      if (cells[1] !== phoneOf(read++)) wrong++
      farthest = Math.max(farthest, given - read)
    }
    expect({ read, given, wrong, isClosed }).toEqual({ read: 50_000, given: 50_000, wrong: 0, isClosed: true })
    expect(farthest).toBeLessThan(5_000)
  })

  it('lets go of the file when the reader stops', async () => {
    let given = 0
    let isClosed = false
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (; ; given++) yield Buffer.from('华信,13812345678\n'.repeat(100))
      } finally {
        isClosed = true
      }
    }
    for await (const { rowNumber } of readCsv(endless())) if (rowNumber === 10) break
    expect(isClosed).toBe(true)
    expect(given).toBeLessThan(200)
  })
})
