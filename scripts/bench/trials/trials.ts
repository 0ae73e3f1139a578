import { say } from '../../stack/say'
import { eventsTrial } from './eventsTrial'
import { importTrial } from './importTrial'
import { loopTrial } from './loopTrial'
import type { Figure, Ground, Trial } from './Trial'
import { usersTrial } from './usersTrial'

/** All trials by name, in their order. */
export const trials: Record<string, Trial> = {
  users: usersTrial,
  events: eventsTrial,
  import: importTrial,
  loop: loopTrial,
}

/** Share of their length and size at which the trials run. */
const SCALE = Number(process.env['BENCH_SCALE'] || 1)

const line = ({ figure, measured, wanted, reached }: Figure) =>
  `  ${figure}: ${measured}${wanted && ` (${wanted}${reached ? '' : ', missed'})`}`

/** Runs the trials of these names, one after the other. */
export const runTrials = async (names: string[], ground: Omit<Ground, 'scaled'>): Promise<Figure[]> => {
  const scaled = (whole: number) => Math.max(1, Math.round(whole * SCALE))
  const figures: Figure[] = []
  for (const [name, trial] of Object.entries(trials)) {
    if (!names.includes(name)) continue
    const seen = await trial({ ...ground, scaled })
    say([`${name}:`, ...seen.map(line)].join('\n'))
    figures.push(...seen)
  }
  return figures
}
