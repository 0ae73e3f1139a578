import { dayOf } from './day'

describe('dayOf', () => {
  it.each([
    ['2026-11-22T15:30:00Z', 'Asia/Shanghai', '2026-11-21T16:00:00.000Z', '2026-11-22T16:00:00.000Z'],
    ['2026-11-22T16:30:00Z', 'Asia/Shanghai', '2026-11-22T16:00:00.000Z', '2026-11-23T16:00:00.000Z'],
    ['2026-11-22T15:30:00Z', 'UTC', '2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['2026-10-25T12:00:00Z', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ])('%s in %s begins at %s and ends at %s', (now, zone, start, end) => {
    const day = dayOf(new Date(now), zone)
    expect([day.start.toISOString(), day.end.toISOString()]).toEqual([start, end])
  })
})
