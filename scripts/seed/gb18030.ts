/** The characters of the two-byte area with their codes, read off the decoder: the platform has no encoder. */
const twoByteCodes = (): Map<string, readonly [number, number]> => {
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<string, readonly [number, number]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail !== 0x7f) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
    }
  }
  return codes
}

/**
 * Encodes ASCII and the characters that GB18030 has in two bytes, which are all that Chinese lists use.
 * @throws RangeError naming the character that is not among them
 */
export const gb18030 = (text: string): Uint8Array => {
  const codes = twoByteCodes()
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const code = character.codePointAt(0) ?? 0
      if (code < 0x80) return [code]
      const pair = codes.get(character)
      if (!pair) throw new RangeError(`GB18030 has no two bytes for ${character}`)
      return [...pair]
    }),
  )
}
