import { existsSync } from 'node:fs'
import type { Part } from './parts'
import { launch, running, stop, tailOfLog } from './processes'
import { isReady } from './readiness'
import { requireFree } from './requireFree'
import { Trouble } from './say'
import { until } from './waiting'

const START_LIMIT = 90_000

const isOutdated = (dir: string, { launch: { name, version } }: Part) => running(dir, name)?.version !== version

const requireBuilt = (parts: Part[]): void => {
  const missing = parts.map(({ launch: { args } }) => args.at(-1) ?? '').filter((main) => !existsSync(main))
  if (missing.length > 0) throw new Trouble(`not built yet: ${missing.join(', ')} (run "make build")`)
}

const becomeReady = async (dir: string, { admin, launch: { name } }: Part): Promise<void> => {
  const ready = await until(async () => ((await isReady(admin)) ? true : running(dir, name) ? undefined : false), {
    within: START_LIMIT,
    every: 100,
  })
  if (ready) return
  const how = ready === false ? 'stopped while starting' : `was not ready after ${START_LIMIT / 1000} s`
  throw new Trouble(`${name} ${how}; the end of its log:\n${tailOfLog(dir, name)}`)
}

/**
 * Starts the Node processes that are missing or outdated and waits until every one is ready.
 * @returns the names of those it started
 * @throws Trouble naming the port that is taken, or the process that failed with the end of its log
 */
export const startParts = async (dir: string, parts: Part[], report: (line: string) => void): Promise<string[]> => {
  const due = parts.filter((part) => isOutdated(dir, part))
  requireBuilt(due)
  await Promise.all(due.map(({ launch: { name } }) => stop(dir, name)))
  await requireFree(due.flatMap(({ needs }) => needs))
  for (const part of due) {
    report(`starting ${part.launch.name}`)
    await launch(dir, part.launch)
  }
  await Promise.all(parts.map((part) => becomeReady(dir, part)))
  return due.map(({ launch: { name } }) => name)
}
