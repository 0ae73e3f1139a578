import { setImmediate as turn } from 'node:timers/promises'

/** Rows that are worked on before others have their turn. */
const FEW = 20

/** Does `work` on a few items at a time, and lets others have their turn in between: the thread that imports also publishes facts. */
export const inTurns = async <Item, Result>(
  items: readonly Item[],
  work: (few: Item[]) => Result | Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = []
  for (let at = 0; at < items.length; at += FEW) {
    results.push(await work(items.slice(at, at + FEW)))
    await turn()
  }
  return results
}
