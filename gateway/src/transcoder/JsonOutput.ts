const QUOTE = 0x22
const hex = '0123456789abcdef'
const letters: Readonly<Record<number, string>> = { 8: 'b', 9: 't', 10: 'n', 12: 'f', 13: 'r', 34: '"', 92: '\\' }

/** What stands for a byte inside a JSON string when the byte cannot stand there itself. */
const escapeOf = (byte: number) => {
  const letter = letters[byte]
  if (letter) return Buffer.from(`\\${letter}`)
  return byte < 0x20 ? Buffer.from(`\\u00${hex.charAt(byte >> 4)}${hex.charAt(byte & 15)}`) : undefined
}
const escapes = Array.from({ length: 256 }, (_, byte) => escapeOf(byte))
const needsEscape = Uint8Array.from(escapes, (escape) => (escape ? 1 : 0))

/**
 * A buffer that grows while JSON text is written into it as UTF-8. A class because it is the innermost loop of every
 * answer: V8 inlines its methods.
 */
export class JsonOutput {
  private buffer = Buffer.allocUnsafe(65_536)
  /** How many bytes are written; may be set back to write over them. */
  length = 0

  private reserve(more: number) {
    if (this.length + more <= this.buffer.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + more))
    this.buffer.copy(grown, 0, 0, this.length)
    this.buffer = grown
  }

  /** Writes one byte. */
  byte(value: number) {
    this.reserve(1)
    this.buffer[this.length++] = value
  }

  /** Replaces a byte that was written before. */
  replace(position: number, value: number) {
    this.buffer[position] = value
  }

  /** Writes bytes that are JSON already. */
  raw(bytes: Uint8Array) {
    const size = bytes.length
    this.reserve(size)
    const { buffer, length } = this
    if (size > 64) buffer.set(bytes, length)
    else for (let i = 0; i < size; i++) buffer[length + i] = bytes[i] as number
    this.length = length + size
  }

  /** Writes ASCII characters that are JSON already. */
  ascii(text: string) {
    this.reserve(text.length)
    this.length += this.buffer.write(text, this.length, 'latin1')
  }

  /** Writes a whole number that is not negative, with zeros in front to fill `width` digits. */
  digits(value: number, width: number) {
    this.reserve(width)
    let rest = value
    for (let at = this.length + width - 1; at >= this.length; at--) {
      this.buffer[at] = 48 + (rest % 10)
      rest = (rest / 10) | 0
    }
    this.length += width
  }

  /** Writes the UTF-8 bytes `source[from..to)` as a JSON string. */
  text(source: Uint8Array, from: number, to: number) {
    this.reserve((to - from) * 6 + 2)
    const { buffer } = this
    let at = this.length
    buffer[at++] = QUOTE
    for (let i = from; i < to; i++) {
      const byte = source[i] as number
      if (needsEscape[byte] === 0) buffer[at++] = byte
      else for (const part of escapes[byte] ?? []) buffer[at++] = part
    }
    buffer[at++] = QUOTE
    this.length = at
  }

  /** A copy of what is written. */
  take(): Buffer {
    return Buffer.from(this.buffer.subarray(0, this.length))
  }
}
