import type { Readable } from 'node:stream'
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl'
import { damaged, ImportFileError } from '../ImportFileError'

/**
 * An XLSX file: a zip archive, whose directory stands at its end, and therefore a file or the whole of its bytes and no
 * stream.
 */
export type XlsxSource = { path: string } | { bytes: Buffer }

/** The parts of an XLSX package. */
export interface ZipParts {
  has: (name: string) => boolean
  /** The unpacked bytes of a part. Throws ImportFileError when it is missing or beyond the limits. */
  open: (name: string) => Promise<Readable>
  close: () => void
}

const MAX_ENTRIES = 10_000
const MAX_PART_BYTES = 300_000_000
const MAX_RATIO = 200
const RATIO_MATTERS_BYTES = 16_000_000

/**
 * Opens the package and reads its directory. A part may unpack to 300 MB at most, and beyond 16 MB to at most 200 times
 * its packed size; the sizes are those the directory names, and unpacking stops with an error where the content is
 * larger.
 */
export const openZipParts = async (source: XlsxSource): Promise<ZipParts> => {
  const zip = await openZip(source)
  try {
    const entries = await readDirectory(zip)
    return {
      has: (name) => entries.has(name),
      open: async (name) => {
        const entry = entries.get(name)
        if (!entry || entry.isEncrypted()) throw new ImportFileError('import_file_unreadable')
        if (entry.uncompressedSize > maxBytes(entry)) throw new ImportFileError('import_file_too_large')
        return zip.openReadStreamPromise(entry).catch((error: unknown) => {
          throw damaged(error)
        })
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw damaged(error)
  }
}

const openZip = async (source: XlsxSource): Promise<ZipFile> => {
  const options = { lazyEntries: true, autoClose: false }
  try {
    return await ('path' in source ? openPromise(source.path, options) : fromBufferPromise(source.bytes, options))
  } catch (error) {
    throw damaged(error)
  }
}

const readDirectory = async (zip: ZipFile): Promise<Map<string, Entry>> => {
  if (zip.entryCount > MAX_ENTRIES) throw new ImportFileError('import_file_too_large')
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
  return entries
}

const maxBytes = ({ compressedSize }: Entry): number =>
  Math.min(MAX_PART_BYTES, Math.max(RATIO_MATTERS_BYTES, compressedSize * MAX_RATIO))
