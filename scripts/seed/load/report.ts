/** One line of progress; the standard output is kept for the logins. */
export const report = (line: string): void => {
  process.stderr.write(`  ${line}\n`)
}
