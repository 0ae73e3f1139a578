import { ImportFileError } from './ImportFileError'

export type ImportFormat = 'CSV' | 'XLSX'

const startsWith = (head: Uint8Array, ...bytes: number[]): boolean => bytes.every((byte, at) => head[at] === byte)

/**
 * The format of a file by its first 8 bytes, whatever it is called. Throws ImportFileError for a compound file: an old
 * XLS, or an XLSX that is protected by a password.
 */
export const detectFormat = (head: Uint8Array): ImportFormat => {
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) throw new ImportFileError('import_format_unsupported')
  return startsWith(head, 0x50, 0x4b, 0x03, 0x04) ? 'XLSX' : 'CSV'
}
