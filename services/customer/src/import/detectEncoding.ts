import { ImportFileError } from './ImportFileError'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/**
 * The encoding of a text by its first bytes (64 KB are plenty): a byte order mark decides; otherwise UTF-8 when the
 * bytes are valid UTF-8, else GB18030, which includes GBK and GB2312. A character that is cut off at the end does no
 * harm unless the bytes are `whole`. Throws ImportFileError when they are neither.
 */
export const detectEncoding = (head: Uint8Array, whole = false): TextEncoding => {
  const [first, second] = head
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const encoding = (['utf-8', 'gb18030'] as const).find((candidate) => isValid(candidate, head, whole))
  if (!encoding) throw new ImportFileError('import_encoding_unknown')
  return encoding
}

const isValid = (encoding: TextEncoding, bytes: Uint8Array, whole: boolean): boolean => {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !whole })
    return true
  } catch {
    return false
  }
}
