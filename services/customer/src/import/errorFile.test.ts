import fc from 'fast-check'
import { errorFile, type FailedRow } from './errorFile'
import { escapeFormula } from './escapeFormula'
import { guessMapping } from './guessMapping'
import { readCsv } from './readCsv'

const headers = ['公司名称', '手机', '备注']
const textOf = async (rows: FailedRow[], locale: 'zh-CN' | 'en' = 'zh-CN', titles = headers): Promise<string> => {
  let text = ''
  for await (const piece of errorFile(rows, titles, locale)) text += piece
  return text
}
const gridOf = async (text: string): Promise<string[][]> => {
  const rows: string[][] = []
  for await (const { cells } of readCsv(
    (async function* () {
      yield Buffer.from(text)
    })(),
  ))
    rows.push(cells)
  return rows
}
const aFailedRow = (values: Partial<FailedRow> = {}): FailedRow => ({
  row: 2,
  cells: ['华信', '123'],
  problems: [{ column: '手机', field: 'account.phones', reason: 'phone_invalid' }],
  ...values,
})

describe('errorFile', () => {
  it('holds the rows as they were, their number and the reasons in Chinese', async () => {
    const text = await textOf([aFailedRow()])
    expect(text).toBe('\ufeff公司名称,手机,备注,原文件行号,失败原因\r\n华信,123,,2,手机: 电话号码不正确。\r\n')
  })

  it('tells the reasons in English, one to a line', async () => {
    const problems: FailedRow['problems'] = [
      { field: 'account.name', reason: 'account_name_missing' },
      { column: '备注', field: 'account.remark', reason: 'text_too_long', params: { max: 4000 } },
      { reason: 'import_row_too_long', params: { row: 2 } },
    ]
    const [titles, row] = await gridOf(await textOf([aFailedRow({ problems })], 'en'))
    expect(titles?.slice(3)).toEqual(['Row in file', 'Reason'])
    expect(row?.[4]).toBe(
      'Account name: The name of the customer is missing.\n' +
        '备注: The text is longer than 4000 characters.\n' +
        'Row 2 is too long. In a CSV file, a quotation mark may not have been closed.',
    )
  })

  it('can be imported again: the mapping is the same and the added columns are left out', async () => {
    const [titles = []] = await gridOf(await textOf([aFailedRow()]))
    expect(guessMapping(titles)).toEqual([...guessMapping(headers), '', ''])
  })

  it('comes in pieces', async () => {
    let pieces = 0
    let rows = 0
    const failed = Array.from({ length: 1200 }, (_, at) => aFailedRow({ row: at + 2 }))
    for await (const piece of errorFile(failed, headers, 'en')) {
      pieces++
      rows += piece.split('\r\n').length - 1
    }
    expect([pieces, rows]).toEqual([4, 1201])
  })

  it('gives back every cell that is no formula, and every other harmlessly', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('=cmd()', '+1', '-1', '@a', '\t=1', ' =1', '＝1', '"x"', 'a\nb', '=1,"2"'),
    )
    await fc.assert(
      fc.asyncProperty(fc.tuple(cell, cell, cell), async (cells) => {
        fc.pre(!cells.join('').includes('\0'))
        const [, row = []] = await gridOf(await textOf([aFailedRow({ cells })]))
        expect(row.slice(0, 3)).toEqual(cells.map(escapeFormula))
        for (const shown of row) expect(shown).not.toMatch(/^\s*[=+\-@＝＋－＠]/)
      }),
      { numRuns: 200 },
    )
  })
})

describe('escapeFormula', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+8613812345678', "'+8613812345678"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['  =1', "'  =1"],
    ['＝1', "'＝1"],
    ['华信=1', '华信=1'],
    ['', ''],
  ])('takes %j to %j', (cell, shown) => {
    expect(escapeFormula(cell)).toBe(shown)
  })
})
