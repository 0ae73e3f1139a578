import fc from 'fast-check'
import { failed, nextTime, succeeded, waitAfter } from './outcome'

const now = new Date('2026-11-22T10:00:00Z')
const every = { cron: '0 3 * * *', zone: 'Asia/Shanghai' }

describe('the outcome of a job', () => {
  it('is the end for a job that was done, and the next time for a recurring one', () => {
    expect(succeeded({}, now)).toMatchObject({ state: 'DONE', dueAt: null })
    expect(succeeded({ every }, now)).toMatchObject({ state: 'READY', dueAt: new Date('2026-11-22T19:00:00Z') })
  })

  it('is another try with growing waits, until the job is given up', () => {
    const worker = { maxFailures: 3 }
    expect(failed(worker, { failures: 0 }, new Error('first'), now)).toMatchObject({
      state: 'READY',
      dueAt: new Date(now.getTime() + 2000),
      failures: 1,
      lastError: 'first',
    })
    expect(failed(worker, { failures: 2 }, new Error('last'), now)).toMatchObject({ state: 'FAILED', dueAt: null })
    expect(failed({ ...worker, every }, { failures: 2 }, new Error('last'), now)).toMatchObject({
      state: 'READY',
      failures: 0,
    })
  })

  it('never waits longer than five minutes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        (failures) => waitAfter(failures) <= 300 && waitAfter(failures) > 0,
      ),
    )
  })

  it('refuses a schedule that never comes', () => {
    expect(() => nextTime({ cron: '0 0 30 2 *', zone: 'UTC' }, now)).toThrow('no next time')
  })
})
