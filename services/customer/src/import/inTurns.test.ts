import { inTurns } from './inTurns'

it('does all in order, and lets others have their turn in between', async () => {
  const items = Array.from({ length: 45 }, (_, at) => at)
  const seen: (number | 'other')[] = []
  let over = false
  const other = () => {
    if (over) return
    seen.push('other')
    setImmediate(other)
  }
  setImmediate(other)
  const parts = await inTurns(items, (few) => {
    seen.push(...few)
    return few
  })
  over = true
  expect(parts.flat()).toEqual(items)
  expect(parts.length).toBeGreaterThan(1)
  for (const part of parts.slice(1)) expect(seen[seen.indexOf(part[0] ?? 0) - 1]).toBe('other')
})

it('does nothing with nothing', async () => {
  expect(await inTurns([], () => 1)).toEqual([])
})
