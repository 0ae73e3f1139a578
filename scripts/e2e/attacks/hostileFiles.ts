import { crc32, deflateRawSync } from 'node:zlib'

const MEBIBYTE = 1024 * 1024
const relations = (type: string, target: string) =>
  `<Relationships><Relationship Id="r1" Type="x/${type}" Target="${target}"/><Relationship Id="r2" Type="x/sharedStrings" Target="strings.xml"/></Relationships>`

/** A zip archive of an XLSX file with the given sheet, which may claim to unpack to another size than it does. */
const workbook = ({ sheet = '', strings = '', claimed }: { sheet?: string; strings?: string; claimed?: number }) => {
  const parts: [string, string, number?][] = [
    ['_rels/.rels', relations('officeDocument', 'workbook.xml')],
    ['workbook.xml', '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>'],
    ['_rels/workbook.xml.rels', relations('worksheet', 'sheet.xml')],
    ['strings.xml', `<sst>${strings}</sst>`],
    ['sheet.xml', sheet, claimed],
  ]
  let offset = 0
  const packed = parts.map(([name, text, size]) => {
    const bytes = Buffer.from(text)
    const content = deflateRawSync(bytes)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(content.length, 14)
    facts.writeUInt32LE(size ?? bytes.length, 18)
    facts.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, Buffer.from(name), content])
    offset += local.length
    return { local, entry: Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), facts, place, Buffer.from(name)]) }
  })
  const directory = Buffer.concat(packed.map(({ entry }) => entry))
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...packed.map(({ local }) => local), directory, Buffer.from('PK\x05\x06'), end])
}

const sheetOf = (cells: string, rows: number) => `<worksheet>${`<row>${cells}</row>`.repeat(rows)}</worksheet>`
const sharing = (length: number) =>
  workbook({
    strings: `<si><t>${'长'.repeat(length)}</t></si>`,
    sheet: sheetOf('<c t="s"><v>0</v></c>'.repeat(200), 500),
  })

/** Files for the import that are not what they seem, and why each is refused; '' for one that is not. */
export const hostileFiles = (): [file: Buffer, reason: string][] => [
  [workbook({ sheet: '<worksheet>'.padEnd(100 * MEBIBYTE, ' ') }), 'import_file_too_large'],
  [workbook({ sheet: '<worksheet>'.padEnd(10 * MEBIBYTE, ' '), claimed: 100 }), 'import_file_unreadable'],
  [workbook({ claimed: 4_000_000_000 }), 'import_file_too_large'],
  [workbook({ sheet: '<a>'.repeat(MEBIBYTE) }), 'import_file_unreadable'],
  [workbook({ sheet: sheetOf('<c t="str"><v>1</v></c>', 2) }), ''],
  [sharing(4_000), ''],
  [sharing(32_000), 'import_row_too_long'],
  [Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(5 * MEBIBYTE, 0xa5)]), 'import_file_unreadable'],
  [Buffer.from(`${Array<string>(200).fill('('.repeat(32_000)).join(',')}\n1`), 'import_row_too_long'],
  [Buffer.from(`${Array<string>(30).fill('('.repeat(32_000)).join(',')}\n1`), ''],
]
