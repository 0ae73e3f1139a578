import type { DemoTime } from '../followUps'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const CHINA = 8 * 60 * MINUTE

/** The moment of a time relative to the Chinese day in which `now` lies. */
export const chinaTime = ({ day, minute }: DemoTime, now: Date): Date => {
  const midnight = Math.floor((now.getTime() + CHINA) / DAY) * DAY - CHINA
  return new Date(midnight + day * DAY + minute * MINUTE)
}
