import { invalid } from '@rapport/chassis'

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a]
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d]

/** How deep the JSON of a request may be nested, and how many members and items it may have in all. */
const MAX_DEPTH = 32
const MAX_PARTS = 20_000

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Parses the JSON of a request body. Depth and number of parts are bounded before anything is built of it, so that a small
 * body cannot cost much. Throws `invalid` with `body_malformed`, `body_too_deep` or `body_too_many_parts`.
 */
export const parseJsonText = (bytes: Buffer): unknown => {
  refuseExtravagance(bytes)
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    throw invalid({ field: '', reason: 'body_malformed' })
  }
}

const refuseExtravagance = (bytes: Buffer) => {
  let depth = 0
  let parts = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]
    if (byte === QUOTE) i = endOfString(bytes, i + 1)
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth--
    else if (byte === COMMA || byte === COLON) parts++
    if (depth > MAX_DEPTH) throw invalid({ field: '', reason: 'body_too_deep', params: { max: MAX_DEPTH } })
    if (parts > MAX_PARTS) throw invalid({ field: '', reason: 'body_too_many_parts', params: { max: MAX_PARTS } })
  }
}

const endOfString = (bytes: Buffer, from: number) => {
  let i = from
  while (i < bytes.length && bytes[i] !== QUOTE) i += bytes[i] === BACKSLASH ? 2 : 1
  return i
}
