import { ImportFileError } from '../ImportFileError'

/** Texts by number, in the order they were added. */
export interface StringTable {
  add: (text: string) => void
  /** Throws ImportFileError when there is no such text. */
  get: (index: number) => string
}

const MAX_BYTES = 128_000_000

/** Keeps very many short texts in one block of UTF-8, which takes a fraction of the memory of as many strings. */
export const stringTable = (): StringTable => {
  let bytes = Buffer.alloc(65_536)
  let ends = new Uint32Array(4_096)
  let count = 0
  let used = 0
  return {
    add: (text) => {
      const length = Buffer.byteLength(text)
      if (used + length + ends.BYTES_PER_ELEMENT * count > MAX_BYTES) throw new ImportFileError('import_file_too_large')
      if (used + length > bytes.length) bytes = Buffer.concat([bytes, Buffer.alloc(Math.max(bytes.length, length))])
      if (count === ends.length) ends = growTwofold(ends)
      used += bytes.write(text, used)
      ends[count++] = used
    },
    get: (index) => {
      if (!(index >= 0 && index < count)) throw new ImportFileError('import_file_unreadable')
      return bytes.toString('utf8', index === 0 ? 0 : ends[index - 1], ends[index])
    },
  }
}

const growTwofold = (numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
  const larger = new Uint32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}
