import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import writeXlsxFile from 'write-excel-file/node'
import { ImportFileError } from './ImportFileError'
import { readXlsx, sheetNames } from './readXlsx'
import type { SheetRow } from './sheetRow'
import { aZip, workbookParts, type ZipPart } from './xlsx/aZip'
import type { XlsxSource } from './xlsx/zipParts'

const rowsOf = async (source: XlsxSource, options?: Parameters<typeof readXlsx>[1]): Promise<SheetRow[]> => {
  const rows: SheetRow[] = []
  for await (const row of readXlsx(source, options)) rows.push(row)
  return rows
}
const cellsOf = async (parts: Parameters<typeof workbookParts>[0]): Promise<string[][]> =>
  (await rowsOf({ bytes: aZip(workbookParts(parts)) })).map(({ cells }) => cells)
const faultOf = async (bytes: Buffer): Promise<string> =>
  rowsOf({ bytes }).then(
    () => 'none',
    (error: unknown) => (error instanceof ImportFileError ? error.reason : String(error)),
  )

describe('readXlsx', () => {
  it('reads a file on disk as spreadsheets write it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rapport-test-'))
    const path = join(folder, 'customers.xlsx')
    await writeXlsxFile([
      [{ value: '公司名称' }, { value: '手机' }, { value: '成立日期' }, { value: '客户' }],
      [
        { value: '华信 & <科技>\n有限公司' },
        { value: 13812345678 },
        { value: new Date(Date.UTC(2026, 0, 15)), format: 'yyyy-mm-dd' },
        { value: true },
      ],
    ]).toFile(path)
    try {
      expect(await rowsOf({ path })).toEqual([
        { rowNumber: 1, cells: ['公司名称', '手机', '成立日期', '客户'] },
        { rowNumber: 2, cells: ['华信 & <科技>\n有限公司', '13812345678', '2026-01-15', 'TRUE'] },
      ])
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('reads every kind of cell as text', async () => {
    const strings =
      '<si><t>共享</t></si><si><r><t>富</t></r><r><t xml:space="preserve">文本 </t></r><rPh><t>ふ</t></rPh></si>'
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="164"/></cellXfs>'
    const cells = [
      ['<c t="s"><v>0</v></c>', '共享'],
      ['<c t="s"><v>1</v></c>', '富文本 '],
      ['<c t="inlineStr"><is><t>内联</t></is></c>', '内联'],
      ['<c t="str"><f>A1&amp;B1</f><v>公式结果</v></c>', '公式结果'],
      ['<c><f>1+1</f><v>2</v></c>', '2'],
      ['<c t="b"><v>0</v></c>', 'FALSE'],
      ['<c t="e"><v>#N/A</v></c>', '#N/A'],
      ['<c t="d"><v>2026-01-15T00:00:00</v></c>', '2026-01-15'],
      ['<c><v>13812345678</v></c>', '13812345678'],
      ['<c><v>1.3812345678E10</v></c>', '13812345678'],
      ['<c><v>0.30000000000000004</v></c>', '0.3'],
      ['<c><v>914403007084611364</v></c>', '914403007084611300'.slice(0, 15) + '360'],
      ['<c s="1"><v>46037</v></c>', '2026-01-15'],
      ['<c s="2"><v>46037.395833333336</v></c>', '2026-01-15 09:30:00'],
      ['<c s="3"><v>0.5</v></c>', '12:00:00'],
      ['<c s="4"><v>46037</v></c>', '2026-01-15'],
      ['<c s="1"><v>1</v></c>', '1900-01-01'],
      ['<c s="0"><v>46037</v></c>', '46037'],
      ['<c t="inlineStr"><is><t>a_x000D_b_x005F_x000D_</t></is></c>', 'a\rb_x000D_'],
    ]
    const [row] = await cellsOf({ strings, styles, sheets: { S: `<row>${cells.map(([xml]) => xml).join('')}</row>` } })
    expect(row?.filter((_, at) => at !== 11)).toEqual(cells.map(([, text]) => text).filter((_, at) => at !== 11))
    expect(row?.[11]).toMatch(/^91440300708461\d{4}$/)
  })

  it('puts cells where their references say and numbers rows as the sheet does', async () => {
    const sheet =
      '<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row><row r="3"/>' +
      '<row r="7"><c r="A7" s="1"/><c r="AA7"><v>3</v></c></row><row><c><v>4</v></c></row>'
    const rows = await rowsOf({ bytes: aZip(workbookParts({ sheets: { S: sheet } })) })
    expect(rows).toEqual([
      { rowNumber: 2, cells: ['', '1', '', '2'] },
      { rowNumber: 7, cells: [...Array<string>(26).fill(''), '3'] },
      { rowNumber: 8, cells: ['4'] },
    ])
  })

  it('counts days from 1904 where the file says so', async () => {
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    const sheets = { S: '<row><c s="0"><v>44575</v></c></row>' }
    expect(await cellsOf({ styles, sheets, properties: '<workbookPr date1904="1"/>' })).toEqual([['2026-01-15']])
  })

  it('reads the first sheet, or the one that is named', async () => {
    const sheets = { 客户: '<row><c><v>1</v></c></row>', 其他: '<row><c><v>2</v></c></row>' }
    const bytes = aZip(workbookParts({ sheets }))
    expect(await sheetNames({ bytes })).toEqual(['客户', '其他'])
    expect(await rowsOf({ bytes })).toEqual([{ rowNumber: 1, cells: ['1'] }])
    expect(await rowsOf({ bytes }, { sheet: '其他' })).toEqual([{ rowNumber: 1, cells: ['2'] }])
    await expect(rowsOf({ bytes }, { sheet: 'x' })).rejects.toMatchObject({ reason: 'import_sheet_missing' })
  })

  it('passes hidden sheets over', async () => {
    const parts = workbookParts({ sheets: { A: '<row><c><v>1</v></c></row>', B: '<row><c><v>2</v></c></row>' } })
    const hidden = parts.map((part) => ({
      ...part,
      content: String(part.content).replace('name="A"', 'name="A" state="hidden"'),
    }))
    expect((await rowsOf({ bytes: aZip(hidden) })).map(({ cells }) => cells)).toEqual([['2']])
  })

  it('reads files whose tags have a prefix', async () => {
    const parts = workbookParts({ sheets: { S: '<row r="1"><c r="A1" t="inlineStr"><is><t>前缀</t></is></c></row>' } })
    const prefixed = parts.map(({ name, content }) =>
      name.includes('worksheets')
        ? { name, content: String(content).replace(/<(\/?)(\w)/g, '<$1x:$2') }
        : { name, content },
    )
    expect((await rowsOf({ bytes: aZip(prefixed) })).map(({ cells }) => cells)).toEqual([['前缀']])
  })

  const withSheet = (content: string | Buffer, claimedBytes?: number): ZipPart[] =>
    workbookParts({}).map((part) => (part.name.includes('sheet1') ? { name: part.name, content, claimedBytes } : part))

  it.each<[string, () => Buffer, string]>([
    ['is no archive', () => Buffer.from('PK\x03\x04 not really'), 'import_file_unreadable'],
    ['is empty', () => Buffer.alloc(0), 'import_file_unreadable'],
    ['is cut off', () => aZip(workbookParts({})).subarray(0, 400), 'import_file_unreadable'],
    [
      'is another kind of package',
      () => aZip([{ name: 'word/document.xml', content: '<a/>' }]),
      'import_file_unreadable',
    ],
    ['lacks its sheet', () => aZip(workbookParts({}).slice(0, 5)), 'import_file_unreadable'],
    ['is no XML', () => aZip(withSheet('<worksheet><row></worksheet>')), 'import_file_unreadable'],
    ['ends in the middle', () => aZip(withSheet('<worksheet><sheetData><row>')), 'import_file_unreadable'],
    [
      'declares entities',
      () => aZip(withSheet('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')),
      'import_file_unreadable',
    ],
    ['uses an unknown entity', () => aZip(withSheet('<a>&b;</a>')), 'import_file_unreadable'],
    ['is nested without end', () => aZip(withSheet('<a>'.repeat(100_000))), 'import_file_unreadable'],
    ['holds a text without end', () => aZip(withSheet(`<a>${'b'.repeat(5_000_000)}`)), 'import_file_unreadable'],
    [
      'holds an attribute without end',
      () => aZip(withSheet(`<a b="${'c'.repeat(5_000_000)}`)),
      'import_file_unreadable',
    ],
    ['is no UTF-8', () => aZip(withSheet(Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe]))), 'import_file_unreadable'],
    [
      'refers to a text that is not there',
      () => aZip(workbookParts({ sheets: { S: '<row><c t="s"><v>9</v></c></row>' } })),
      'import_file_unreadable',
    ],
    [
      'refers to no number',
      () => aZip(workbookParts({ sheets: { S: '<row><c t="s"><v>x</v></c></row>' } })),
      'import_file_unreadable',
    ],
    [
      'names a row beyond every sheet',
      () => aZip(workbookParts({ sheets: { S: '<row r="99999999"><c><v>9</v></c></row>' } })),
      'import_file_unreadable',
    ],
    [
      'names a column beyond every sheet',
      () => aZip(workbookParts({ sheets: { S: '<row><c r="ZZZZZ1"><v>9</v></c></row>' } })),
      'import_file_unreadable',
    ],
    [
      'has too many columns',
      () => aZip(workbookParts({ sheets: { S: '<row><c r="XFD1"><v>9</v></c></row>' } })),
      'import_too_many_columns',
    ],
    [
      'has a cell that is too long',
      () => aZip(workbookParts({ sheets: { S: `<row><c t="str"><v>${'x'.repeat(40_000)}</v></c></row>` } })),
      'import_cell_too_long',
    ],
    [
      'holds NUL',
      () => aZip(workbookParts({ sheets: { S: '<row><c t="str"><v>a_x0000_b</v></c></row>' } })),
      'import_nul_character',
    ],
    ['claims to unpack to gigabytes', () => aZip(withSheet('<worksheet/>', 4_000_000_000)), 'import_file_too_large'],
    [
      'holds a cell in pieces without end',
      () => aZip(withSheet(`<worksheet><row><c t="str"><is>${`<t>${'b'.repeat(1_000)}</t>`.repeat(2_000)}`)),
      'import_file_unreadable',
    ],
    [
      'shares a text in pieces without end',
      () => aZip(workbookParts({ strings: `<si>${`<t>${'b'.repeat(1_000)}</t>`.repeat(2_000)}</si>` })),
      'import_file_unreadable',
    ],
    [
      'multiplies a long text',
      () =>
        aZip(
          workbookParts({
            strings: `<si><t>${'长'.repeat(32_000)}</t></si>`,
            sheets: { S: `<row>${'<c t="s"><v>0</v></c>'.repeat(200)}</row>` },
          }),
        ),
      'import_row_too_long',
    ],
    [
      'has styles without end',
      () => aZip(workbookParts({ styles: `<cellXfs>${'<xf/>'.repeat(200_000)}</cellXfs>` })),
      'import_file_too_large',
    ],
    [
      'has relations without end',
      () =>
        aZip(
          workbookParts({}).map((part) =>
            part.name === '_rels/.rels'
              ? {
                  ...part,
                  content: `<a>${Array.from({ length: 20_000 }, (_, at) => `<Relationship Id="${at}"/>`).join('')}</a>`,
                }
              : part,
          ),
        ),
      'import_file_too_large',
    ],
    ['unpacks to more than it claims', () => aZip(withSheet(' '.repeat(1_000_000), 100)), 'import_file_unreadable'],
    ['is a bomb', () => aZip(withSheet('<worksheet>'.padEnd(40_000_000, ' '))), 'import_file_too_large'],
  ])('refuses a file that %s', async (_, file, reason) => {
    expect(await faultOf(file())).toBe(reason)
  })

  it('refuses an archive with too many parts', async () => {
    const parts = Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}`, content: '' }))
    expect(await faultOf(aZip(parts))).toBe('import_file_too_large')
  })

  it('answers any damage with a reason', async () => {
    const whole = aZip(
      workbookParts({
        strings: '<si><t>共享</t></si>',
        sheets: { S: '<row><c t="s"><v>0</v></c><c><v>1</v></c></row>' },
      }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const damaged = Buffer.from(whole)
          for (const [at, byte] of changes) damaged[at] = byte
          expect(await faultOf(damaged)).toMatch(/^(?:none|import_\w+)$/)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('does not think for long about number formats that are none', async () => {
    const styles =
      `<numFmts><numFmt numFmtId="164" formatCode="${'['.repeat(900_000)}"/></numFmts>` +
      '<cellXfs><xf numFmtId="164"/></cellXfs>'
    expect(await cellsOf({ styles, sheets: { S: '<row><c s="0"><v>46037</v></c></row>' } })).toEqual([['46037']])
  })

  it('leaves faults of the machine as they are', async () => {
    await expect(rowsOf({ path: join(tmpdir(), 'rapport-no-such-file.xlsx') })).rejects.toMatchObject({
      code: 'ENOENT',
    })
  })

  it('gives the first rows before it has unpacked the last', async () => {
    const row = '<row><c t="inlineStr"><is><t>一行客户资料</t></is></c></row>'
    const broken = `<worksheet><sheetData>${Array.from({ length: 20_000 }, (_, at) => row.replace('一', String(at))).join('')}<oops`
    let rows = 0
    const reading = (async () => {
      for await (const { cells } of readXlsx({ bytes: aZip(withSheet(broken)) })) rows += cells.length
    })()
    await expect(reading).rejects.toMatchObject({ reason: 'import_file_unreadable' })
    expect(rows).toBeGreaterThan(15_000)
  })
})
