import { brands, industries } from '../../seed/words/companies'

const HEAD = '客户名称,客户简称,行业,地区,地址,公司电话,公司邮箱,来源,客户备注'

const turn = <T>(list: readonly T[], at: number): T => {
  const one = list[at % list.length]
  if (one === undefined) throw new Error('there is nothing to choose from')
  return one
}

/** The company of a row. */
const companyAt = (index: number) => {
  const [first, second] = [turn(brands, index * 7), turn(brands, Math.floor(index / brands.length) * 11)]
  const { industry, words } = turn(industries, index)
  const mark = String(index).padStart(8, '0')
  return { first, second, industry, mark, name: `苏州${first.zh}${second.zh}${turn(words, index)}有限公司 ${mark}` }
}

/** A file of companies as CSV. Of a hundred rows three are bad and five are those before them again. */
export const fileOf = (rows: number): string => {
  const line = (index: number): string => {
    const { name, first, industry, mark } = companyAt(index)
    const place = index % 100
    if (place < 3) return `坏行 ${mark},,,,,12,no address,,`
    if (place >= 95) return line(index - 50)
    return `${name},${first.zh},${industry},江苏苏州,工业园区星湖街 ${index} 号,138${mark},${first.pinyin}${mark}@example.com,展会,由基准测试导入`
  }
  return [HEAD, ...Array.from({ length: rows }, (_, index) => line(index))].join('\r\n')
}

/** What people might remember of the company of a row: part of its name, pinyin, the end of its phone number, its e-mail address. */
export const memoriesOf = (index: number): string[] => {
  const { first, second, mark } = companyAt(index)
  return [
    first.zh + second.zh,
    first.pinyin + second.pinyin.slice(0, 3),
    mark.slice(-6),
    `${first.pinyin}${mark.slice(0, 6)}`,
  ]
}
