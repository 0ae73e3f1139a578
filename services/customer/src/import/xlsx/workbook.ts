import { posix } from 'node:path'
import { ImportFileError } from '../ImportFileError'
import { timeFormatOf, type TimeFormat } from './numberFormat'
import { continued, parseXmlFully, type Attributes } from './parseXml'
import { stringTable, type StringTable } from './stringTable'
import type { ZipParts } from './zipParts'

/** A worksheet and where it stands in the package. */
export interface WorkbookSheet {
  name: string
  part: string
  isHidden: boolean
}

export interface Workbook {
  sheets: WorkbookSheet[]
  /** Whether days are counted from 1904 (old Macintosh files) and not from 1900. */
  from1904: boolean
  stringsPart?: string
  stylesPart?: string
}

const MAX_SHEETS = 1_000
const MAX_RELATIONS = 10_000
/** Spreadsheets stop at 65,490. */
const MAX_STYLES = 100_000

/** Reads the list of worksheets and where the package keeps what they share. Throws ImportFileError. */
export const readWorkbook = async (parts: ZipParts): Promise<Workbook> => {
  const workbookPart = [...(await readRelations(parts, '')).values()].find(
    ({ type }) => type === 'officeDocument',
  )?.target
  if (!workbookPart) throw new ImportFileError('import_file_unreadable')
  const relations = await readRelations(parts, workbookPart)
  const found: Workbook = { sheets: [], from1904: false }
  await parseXmlFully(await parts.open(workbookPart), {
    open: (name, attributes) => {
      if (name === 'workbookPr') found.from1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '')
      const relation = name === 'sheet' ? relations.get(attribute(attributes, 'id') ?? '') : undefined
      if (relation?.type !== 'worksheet' || found.sheets.length === MAX_SHEETS) return
      const isHidden = (attributes.state ?? 'visible') !== 'visible'
      found.sheets.push({ name: attributes.name ?? '', part: relation.target, isHidden })
    },
  })
  for (const { type, target } of relations.values()) {
    if (type === 'sharedStrings') found.stringsPart = target
    if (type === 'styles') found.stylesPart = target
  }
  return found
}

interface Relation {
  type: string
  target: string
}

const readRelations = async (parts: ZipParts, part: string): Promise<Map<string, Relation>> => {
  const relations = new Map<string, Relation>()
  const file = posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`)
  await parseXmlFully(await parts.open(file), {
    open: (name, { Id = '', Type = '', Target = '', TargetMode = '' }) => {
      if (name !== 'Relationship' || TargetMode === 'External') return
      refuseBeyond(MAX_RELATIONS, relations.size)
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(posix.dirname(part), Target)
      relations.set(Id, { type: posix.basename(Type), target })
    },
  })
  return relations
}

/** The `id` of a sheet has whatever prefix the file gives to the namespace of relationships. */
const attribute = (attributes: Attributes, localName: string): string | undefined =>
  Object.entries(attributes).find(([name]) => name.endsWith(`:${localName}`))?.[1]

/** Reads the texts that cells refer to by number. Pronunciation guides are left out. */
export const readSharedStrings = async (parts: ZipParts, part: string | undefined): Promise<StringTable> => {
  const strings = stringTable()
  if (!part || !parts.has(part)) return strings
  let text = ''
  let guides = 0
  await parseXmlFully(await parts.open(part), {
    open: (name) => {
      if (name === 'si') text = ''
      if (name === 'rPh') guides++
    },
    close: (name, piece) => {
      if (name === 't' && guides === 0) text = continued(text, piece)
      if (name === 'rPh') guides--
      if (name === 'si') strings.add(unescapeText(text))
    },
  })
  return strings
}

/** Reads which cell styles show their number as a time, by number of the style. */
export const readTimeStyles = async (
  parts: ZipParts,
  part: string | undefined,
): Promise<(TimeFormat | undefined)[]> => {
  const styles: (TimeFormat | undefined)[] = []
  if (!part || !parts.has(part)) return styles
  const codes = new Map<number, string>()
  let inCellFormats = false
  await parseXmlFully(await parts.open(part), {
    open: (name, { numFmtId, formatCode = '' }) => {
      const id = Number(numFmtId ?? 0)
      refuseBeyond(MAX_STYLES, Math.max(codes.size, styles.length))
      if (name === 'numFmt') codes.set(id, formatCode)
      if (name === 'cellXfs') inCellFormats = true
      if (name === 'xf' && inCellFormats) styles.push(timeFormatOf(id, codes.get(id)))
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return styles
}

const refuseBeyond = (max: number, count: number): void => {
  if (count >= max) throw new ImportFileError('import_file_too_large')
}

/** Characters that XML cannot hold are written `_x000D_`, and an underscore that would be misread `_x005F_`. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (escape, hex: string) => {
        const unit = parseInt(hex, 16)
        return unit >= 0xd800 && unit <= 0xdfff ? escape : String.fromCharCode(unit)
      })
    : text
