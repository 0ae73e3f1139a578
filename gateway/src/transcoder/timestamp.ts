const MIN_SECONDS = -62_135_596_800
const MAX_SECONDS = 253_402_300_799
const pattern = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):\d{2}:\d{2}(?:\.(\d{1,9}))?(?:Z|[+-]\d{2}:\d{2})$/

/** Seconds since 1970 and the nanoseconds on top of them. */
export interface Instant {
  seconds: number
  nanos: number
}

/** Reads RFC 3339 text such as `2026-01-15T09:30:00Z` or `…+08:00`. Undefined when it is none, or its day does not exist. */
export const parseTimestamp = (text: string): Instant | undefined => {
  const match = pattern.exec(text)
  if (!match || !dayExists(text)) return undefined
  const fraction = match[1] ?? ''
  const milliseconds = Date.parse(fraction ? text.replace(`.${fraction}`, '') : text)
  const seconds = milliseconds / 1000
  if (!Number.isInteger(seconds) || seconds < MIN_SECONDS || seconds > MAX_SECONDS) return undefined
  return { seconds, nanos: Number(fraction.padEnd(9, '0')) }
}

const dayExists = (text: string) => {
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10)].map(Number)
  return day !== undefined && day >= 1 && day <= new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate()
}
