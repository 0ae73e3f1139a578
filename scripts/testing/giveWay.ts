import { existsSync, writeFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'

/** Leaves the processors to everybody else: what `pid` and its children compute is done when nobody wants them. */
export const giveWay = (pid: number): void => {
  setPriority(pid, constants.priority.PRIORITY_LOW)
  // Linux may share processors between sessions first; a nice value then counts among the processes of one session only.
  const group = `/proc/${pid}/autogroup`
  if (existsSync(group)) writeFileSync(group, String(constants.priority.PRIORITY_LOW))
}
