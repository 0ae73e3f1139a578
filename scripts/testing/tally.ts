/** Tests that passed and tests that did not. */
export type Tally = { passed: number; failed: number }

/** Sums tallies. */
export const sum = (tallies: Tally[]): Tally => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
})

/** The one line a run ends with. */
export const lastLine = ({ passed, failed }: Tally): string => `${passed} passed, ${failed} failed`

/** What jest writes with --json, as far as it is counted. */
export type JestReport = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  numRuntimeErrorTestSuites: number
}

/** Counts a jest run. A skipped test proves nothing and a file that cannot be run hides its tests: both count as failed. */
export const tallyJest = (report: JestReport): Tally => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests + report.numPendingTests + report.numTodoTests + report.numRuntimeErrorTestSuites,
})

/** What Playwright's json reporter writes, as far as it is counted. */
export type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: unknown[]
}

/** Counts a Playwright run in the same way; errors outside tests (a stack that does not start) count one each. */
export const tallyPlaywright = ({ stats, errors }: PlaywrightReport): Tally => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
})
