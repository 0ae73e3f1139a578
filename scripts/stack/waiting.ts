import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Asks `attempt` again and again until it answers something other than undefined.
 * @param within milliseconds until it gives up
 * @param every milliseconds between two attempts
 * @returns the answer, or undefined when time ran out
 */
export const until = async <T>(
  attempt: () => T | undefined | Promise<T | undefined>,
  { within, every = 50 }: { within: number; every?: number },
): Promise<T | undefined> => {
  const end = Date.now() + within
  for (;;) {
    const answer = await attempt()
    if (answer !== undefined) return answer
    if (Date.now() >= end) return undefined
    await sleep(every)
  }
}
