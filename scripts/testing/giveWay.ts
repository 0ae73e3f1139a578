import { existsSync, writeFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'

/** Leaves the processors to others: what `pid` and its children compute is done mostly when nobody else wants them. */
export const giveWay = (pid: number): void => {
  setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  // Linux may share processors between sessions first; a nice value then counts among the processes of one session only.
  const group = `/proc/${pid}/autogroup`
  if (existsSync(group)) writeFileSync(group, String(constants.priority.PRIORITY_BELOW_NORMAL))
}
