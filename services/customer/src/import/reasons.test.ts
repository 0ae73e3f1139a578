import { importMessages, reasonText, type ImportReason } from './reasons'

const reasons = Object.keys(importMessages) as ImportReason[]
const places = (sentence: string): string[] => [...sentence.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()

describe('the reasons of the import', () => {
  it.each(reasons)('tell %s in both languages with the same parameters', (reason) => {
    const { en, 'zh-CN': zh } = importMessages[reason]
    expect(en).toMatch(/^[A-Z][^\p{Script=Han}]+\.$/u)
    expect(zh).toMatch(/\p{Script=Han}.*。$/su)
    expect(places(zh)).toEqual(places(en))
  })

  it('fill in their parameters', () => {
    expect(reasonText('import_cell_too_long', { row: 2, column: 3, max: 32767 }, 'en')).toBe(
      'The cell in row 2, column 3 is longer than 32767 characters.',
    )
    expect(reasonText('import_quote_malformed', { line: 7 }, 'zh-CN')).toBe('第 7 行附近的引号位置不对或没有成对。')
  })
})
