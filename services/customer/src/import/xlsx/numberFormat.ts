/** What a number format shows: a day, a time of day, both, or something that is no time. */
export type TimeFormat = 'DATE' | 'TIME' | 'DATE_TIME'

const BUILT_IN_DATES = [
  [14, 17],
  [27, 31],
  [34, 36],
  [50, 54],
  [57, 58],
]
const BUILT_IN_TIMES = [
  [18, 21],
  [32, 33],
  [45, 47],
  [55, 56],
]
const BUILT_IN_DATE_TIME = 22

const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
/** What spreadsheets allow. */
const MAX_CODE_LENGTH = 255
const LAST_SERIAL = 2_958_465.999_999

/**
 * Whether a number format (ECMA-376 part 1, 18.8.30) shows a time, by its number and, for one of the file's own, its
 * code.
 */
export const timeFormatOf = (id: number, code?: string): TimeFormat | undefined => {
  if (code === undefined) {
    if (id === BUILT_IN_DATE_TIME) return 'DATE_TIME'
    if (isWithin(BUILT_IN_DATES, id)) return 'DATE'
    return isWithin(BUILT_IN_TIMES, id) ? 'TIME' : undefined
  }
  if (code.length > MAX_CODE_LENGTH) return undefined
  const shown = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|AM\/PM|A\/P|General/gi, '')
  const hasTime = /[hs]/i.test(shown)
  const hasDate = /[yd]/i.test(shown) || (/m/i.test(shown) && !hasTime && !/\[m/i.test(shown))
  if (hasDate) return hasTime ? 'DATE_TIME' : 'DATE'
  return hasTime || /\[m/i.test(shown) ? 'TIME' : undefined
}

const isWithin = (ranges: readonly (readonly number[])[], id: number): boolean =>
  ranges.some(([first = 0, last = 0]) => id >= first && id <= last)

/**
 * A serial date as text: `2026-01-15`, `2026-01-15 09:30:00` or `09:30:00`; undefined when it is beyond the calendar.
 */
export const serialDate = (serial: number, format: TimeFormat, from1904: boolean): string | undefined => {
  if (!(serial >= 0 && serial <= LAST_SERIAL)) return undefined
  // The 1900 calendar counts 29 February 1900, a day that never was.
  const days = from1904 || serial >= 60 ? serial : serial + 1
  const iso = new Date((from1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(days * 86_400) * 1_000).toISOString()
  const [date, time] = [iso.slice(0, 10), iso.slice(11, 19)]
  if (format === 'TIME') return time
  return format === 'DATE' || time === '00:00:00' ? date : `${date} ${time}`
}

/** A number as the spreadsheet shows it in a general format: all digits of a long number, at most 15 of a fraction. */
export const plainNumber = (text: string): string => {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) return text
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value)
  return String(Number(value.toPrecision(15)))
}
