import { TextDecoder } from 'node:util'
import { detectEncoding } from './detectEncoding'
import { ImportFileError } from './ImportFileError'

const WINDOW = 65_536

/**
 * Decodes a stream of bytes whose encoding is not known: UTF-8 with or without byte order mark, UTF-16 with one, or
 * GB18030.
 *
 * A file may begin with any amount of plain ASCII, so the decision is made on the 64 KB after the first other byte;
 * what comes before is passed on at once. Throws ImportFileError when the bytes fit no encoding.
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  let undecided = Buffer.alloc(0)
  let isStart = true
  let decoder: TextDecoder | undefined
  for await (const chunk of bytes) {
    if (decoder) {
      yield decode(decoder, chunk)
      continue
    }
    undecided = Buffer.concat([undecided, chunk])
    const plain = plainLength(undecided)
    if (plain > 0) yield undecided.toString('latin1', 0, plain)
    isStart &&= plain === 0
    undecided = undecided.subarray(plain)
    if (undecided.length < WINDOW) continue
    decoder = decoderFor(undecided, isStart)
    yield decode(decoder, undecided)
    undecided = Buffer.alloc(0)
  }
  yield decode(decoder ?? decoderFor(undecided, isStart, true), undecided, true)
}

const decoderFor = (bytes: Uint8Array, isStart: boolean, whole = false): TextDecoder => {
  const encoding = detectEncoding(bytes, whole)
  if (!isStart && encoding.startsWith('utf-16')) throw new ImportFileError('import_encoding_unknown')
  return new TextDecoder(encoding, { fatal: true })
}

const decode = (decoder: TextDecoder, bytes: Uint8Array, last = false): string => {
  try {
    return decoder.decode(bytes, { stream: !last })
  } catch (error) {
    throw new ImportFileError('import_encoding_unknown', {}, { cause: error })
  }
}

const plainLength = (bytes: Uint8Array): number => {
  let length = 0
  while (length < bytes.length && (bytes[length] ?? 0) < 0x80) length++
  return length
}
