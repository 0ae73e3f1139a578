import { lastLine, sum, tallyJest, tallyPlaywright } from './tally'

describe('tally', () => {
  it('ends with one plain line over all parts', () => {
    expect(
      lastLine(
        sum([
          { passed: 3, failed: 0 },
          { passed: 4, failed: 2 },
        ]),
      ),
    ).toBe('7 passed, 2 failed')
  })

  it('counts skipped tests and broken files of jest as failed', () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      numRuntimeErrorTestSuites: 2,
    }
    expect(tallyJest(report)).toEqual({ passed: 5, failed: 5 })
  })

  it('counts skipped and flaky browser tests and a stack that does not start as failed', () => {
    const stats = { expected: 6, unexpected: 1, flaky: 1, skipped: 1 }
    expect(tallyPlaywright({ stats, errors: [{}] })).toEqual({ passed: 6, failed: 4 })
  })
})
