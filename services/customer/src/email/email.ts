const MAX_ADDRESS = 254
const MAX_LOCAL = 64
const PLAIN = /^[\x21-\x7e]*$/
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/
const DISPLAY_NAME = /^[^<>]*<([^<>]+)>$/
const SEPARATOR = /[;,、，；|\s]+|\/(?=[^\s/]*@)/

/**
 * The form in which an e-mail address is stored and compared: lower case, ASCII. Full-width letters, `mailto:` and a
 * display name (`张伟 <zhang@example.com>`) are understood. Undefined when no mail could reach it: RFC 5321 lengths,
 * dot-atom form, a domain with a dot.
 */
export const normaliseEmail = (raw: string): string | undefined => {
  if (raw.length > 2 * MAX_ADDRESS) return undefined
  const text = PLAIN.test(raw)
    ? raw
    : raw
        .normalize('NFKC')
        .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
        .replaceAll('。', '.')
        .trim()
  const address = (DISPLAY_NAME.exec(text)?.[1] ?? text)
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase()
  const at = address.lastIndexOf('@')
  if (at < 1 || at > MAX_LOCAL || address.length > MAX_ADDRESS) return undefined
  return LOCAL.test(address.slice(0, at)) && DOMAIN.test(address.slice(at + 1)) ? address : undefined
}

/**
 * The addresses written in one cell, as they were written: separated by `; , |`, their Chinese forms, spaces or line
 * breaks.
 */
export const splitEmails = (cell: string): string[] =>
  DISPLAY_NAME.test(cell.trim()) ? [cell.trim()] : cell.split(SEPARATOR).filter((part) => part !== '')
