import { runHistory } from './history'

/** The one to replay, if any. */
const ONE = Number(process.env['HISTORY'] || 0)
const HISTORIES = Number(process.env['HISTORIES'] || 10_000)
/** Histories whose steps are looked at one by one, to know all kinds of steps; so many have them all. */
const WATCHED = 200

const command = (seed: number) =>
  `HISTORY=${seed} npx jest --selectProjects services/chassis --testPathPatterns histories`

const replay = (seed: number) =>
  it(`keep their promises in history ${seed}`, async () => {
    const { trace, faults } = await runHistory(seed, { traced: true })
    process.stdout.write(`${trace.join('\n')}\n`)
    expect(faults).toEqual([])
  })

/** Tests every second history, beginning with `first`, so that two processes can share them; or the one to replay. */
export const testHistories = (first: 1 | 2): void =>
  describe('commands, facts and jobs, whatever comes first and dies when', () => {
    if (ONE) return ONE % 2 === first % 2 ? replay(ONE) : it.todo('are replayed by the other half')
    jest.setTimeout(60_000 + 100 * HISTORIES)

    it(`keep their promises in ${HISTORIES / 2} histories`, async () => {
      const wrong: string[] = []
      const happened = new Map<string, number>()
      const crashedAt = new Set<string | undefined>()
      for (let seed = first; seed <= HISTORIES && wrong.length < 5; seed += 2) {
        const history = await runHistory(seed, { traced: seed <= 2 * WATCHED })
        for (const label of history.labels) happened.set(label, (happened.get(label) ?? 0) + 1)
        crashedAt.add(history.crashedAt)
        if (history.faults.length > 0) wrong.push(`${history.faults.join('; ')}. Replay it by: ${command(seed)}`)
      }
      expect(wrong).toEqual([])
      // A process has died before each kind of step that is not very rare.
      const often = [...happened].filter(([, count]) => count >= 5).map(([label]) => label)
      expect(often.filter((label) => !crashedAt.has(label))).toEqual([])
    })

    it('are the same for the same seed', async () => {
      for (const seed of [7, 14, 21, 28, 35].map((offset) => first + offset)) {
        const { trace } = await runHistory(seed, { traced: true })
        await expect(runHistory(seed, { traced: true })).resolves.toMatchObject({ trace })
      }
    })
  })
