import { byGenerator, detailsOf, IN_TIME, isError, isGood, isShed, peakOf, timeOf } from './detailLoad'
import { generate } from './generate'
import type { Sample } from './Load'
import { inMs, inPercent, judged, type Figure, type Ground, type Trial } from './Trial'

const USERS = 1000
const THINK = 5
const NORMAL = 100
/** A second is looked at in such parts, in ms, to tell when it goes well again. */
const WINDOW = 500
/** Rounds of peak and overload. */
const ROUNDS = 3
/** Connections of the open loop: more than the gateway lets be under way. */
const CONNECTIONS = 3000

const withoutPause = async ({ product, scaled }: Ground): Promise<Figure[]> => {
  const load = { ...(await detailsOf(product)), connections: USERS }
  const report = await generate({ ...load, seconds: scaled(60), think: 0 })
  const { samples } = report
  const admitted = samples.filter((sample) => !isShed(sample))
  const shed = samples.length - admitted.length
  const who = `${USERS} users without pause`
  return [
    judged(
      `${who}: answered within 2 s, of those let in (${byGenerator(report)})`,
      admitted.filter(isGood).length / admitted.length,
      ['>=', 0.995],
      inPercent,
    ),
    judged(`${who}: p99`, timeOf(admitted, 0.99), ['<=', IN_TIME], inMs),
    judged(`${who}: errors`, samples.filter(isError).length, ['<=', 0]),
    { figure: `${who}: refused for the time being`, measured: `${shed} of ${samples.length}`, wanted: '' },
  ]
}

const withPause = async ({ product, scaled }: Ground): Promise<Figure[]> => {
  const load = { ...(await detailsOf(product)), connections: USERS }
  const report = await generate({ ...load, seconds: Math.max(2 * THINK, scaled(30)), think: THINK })
  const { samples } = report
  const who = `${USERS} users who think for ${THINK} s`
  return [
    judged(`${who}: p95 (${byGenerator(report)})`, timeOf(samples, 0.95), ['<=', NORMAL], inMs),
    judged(`${who}: errors and refusals`, samples.filter(({ status }) => status !== 200).length, ['<=', 0]),
  ]
}

/** Seconds until requests are answered normally; Infinity when they never are. */
const recovery = (samples: Sample[], from: number, seconds: number): number => {
  for (let begin = from; begin < from + seconds * 1000; begin += WINDOW) {
    const window = samples.filter(({ at }) => at >= begin && at < begin + WINDOW)
    const all = window.length > 0 && window.every(({ status }) => status === 200)
    if (all && timeOf(window, 0.95) <= NORMAL) return (begin - from) / 1000
  }
  return Infinity
}

/** One round: the peak, then three times as much, then half of it. */
const overloadRound = async ({ product, scaled }: Ground) => {
  const peak = await peakOf(product, scaled(5), 1)
  const [seconds, after] = [scaled(10), 6]
  const phases = [
    { rate: 3 * peak, seconds },
    { rate: peak / 2, seconds: after },
  ]
  const { samples, cpu, lag } = await generate({ ...(await detailsOf(product)), connections: CONNECTIONS, phases })
  const end = seconds * 1000
  const during = samples.filter(({ at }) => at < end)
  return {
    peak,
    // By when they came: those that wait when the overload ends are not yet answered.
    good: during.filter((sample) => isGood(sample) && sample.at + sample.time < end).length / seconds,
    during,
    normalAfter: recovery(samples, end, after),
    cpu,
    lag,
  }
}

type Round = Awaited<ReturnType<typeof overloadRound>>

const overload = async (ground: Ground): Promise<Figure[]> => {
  const rounds: Round[] = []
  for (let index = 0; index < ROUNDS; index++) rounds.push(await overloadRound(ground))
  const mean = (of: (round: Round) => number) => rounds.reduce((sum, round) => sum + of(round), 0) / ROUNDS
  const most = (of: (round: Round) => number) => Math.max(...rounds.map(of))
  const peak = mean((round) => round.peak)
  const during = rounds.flatMap((round) => round.during)
  const [shed, letIn] = [during.filter(isShed), during.filter((sample) => !isShed(sample))]
  const generator = byGenerator({ cpu: mean(({ cpu }) => cpu) })
  const who = `3 × ${peak.toFixed(0)} requests/s`
  return [
    judged(
      `${who}: answered in time, of the peak (${generator}, late by ${inMs(most(({ lag }) => lag))})`,
      mean(({ good }) => good) / peak,
      ['>=', 0.9],
      inPercent,
    ),
    {
      figure: `${who}: let in and answered too late`,
      measured: `${letIn.length - letIn.filter(isGood).length} of ${letIn.length}`,
      wanted: '',
    },
    { figure: `${who}: p99 of those let in`, measured: inMs(timeOf(letIn, 0.99)), wanted: '' },
    judged(`${who}: p95 of the ${shed.length} refusals`, timeOf(shed, 0.95), ['<=', NORMAL], inMs),
    judged(`${who}: refusals without Retry-After`, shed.filter(({ retryAfter }) => retryAfter === undefined).length, [
      '<=',
      0,
    ]),
    judged(`${who}: errors`, during.filter(isError).length, ['<=', 0]),
    judged(
      `half the peak after it: normal again after`,
      most(({ normalAfter }) => normalAfter),
      ['<=', 5],
      (value) => `${value} s`,
    ),
  ]
}

/** A thousand people at once, and more than can be answered. */
export const usersTrial: Trial = async (ground) => {
  // First, for it also makes the processes warm.
  const peak = await peakOf(ground.product, ground.scaled(10))
  return [
    { figure: '64 clients without pause: answers/s', measured: peak.toFixed(0), wanted: '' },
    ...(await withoutPause(ground)),
    ...(await withPause(ground)),
    ...(await overload(ground)),
  ]
}
