import { invalid } from '@rapport/chassis'

const offsetAt = (time: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(time)
  const [year = 0, month = 1, day, hour, minute, second] = (
    ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
  ).map((type) => Number(parts.find((part) => part.type === type)?.value))
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000
}

/** The day of `now` in a time zone: its first moment and the first moment of the next one. Throws `invalid` for an unknown zone. */
export const dayOf = (now: Date, timeZone: string): { start: Date; end: Date } => {
  const midnight = (days: number) => {
    const local = new Date(now.getTime() + offsetAt(now.getTime(), timeZone))
    const wall = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate() + days)
    const guess = wall - offsetAt(wall, timeZone)
    return new Date(wall - offsetAt(guess, timeZone))
  }
  try {
    return { start: midnight(0), end: midnight(1) }
  } catch (error) {
    if (error instanceof RangeError) throw invalid({ field: 'timeZone', reason: 'time_zone_unknown' })
    throw error
  }
}
