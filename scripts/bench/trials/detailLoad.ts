import { accountIds } from '../scenarios'
import { quantile } from '../quantile'
import type { System } from '../System'
import { generate } from './generate'
import type { LoadReport, Sample } from './Load'

/** Longest time in which an answer is worth something to who asked, in ms. */
export const IN_TIME = 2000

/** Reading the details of accounts that the product shows first. */
export const detailsOf = async (system: System) => ({
  port: system.port,
  headers: system.headers,
  calls: (await accountIds(system)).map((id) => ({ method: 'GET' as const, path: `/v1/accounts/${id}` })),
})

/** Whether a request was refused so that others are answered. */
export const isShed = ({ status }: Sample): boolean => status === 503 || status === 429

export const isGood = ({ status, time }: Sample): boolean => status === 200 && time <= IN_TIME

/** Neither an answer nor a refusal. */
export const isError = (sample: Sample): boolean => sample.status !== 200 && !isShed(sample)

/** Quantile of the times that some answers took, in ms. */
export const timeOf = (samples: Sample[], share: number): number =>
  quantile(
    samples.map(({ time }) => time).sort((a, b) => a - b),
    share,
  )

/** The generator's part in a figure. */
export const byGenerator = ({ cpu }: Pick<LoadReport, 'cpu'>): string =>
  `generator ${(cpu * 100).toFixed(0)} % of a processor`

const PEOPLE = 64

/** The most details per second that the product gives in time when 64 clients wait for their answers, after `warmUp` seconds of it. */
export const peakOf = async (system: System, seconds: number, warmUp = 15): Promise<number> => {
  const load = { ...(await detailsOf(system)), connections: PEOPLE, think: 0 }
  const { samples } = await generate({ ...load, seconds: warmUp + seconds })
  const counted = samples.filter(({ at, time }) => at + time >= warmUp * 1000 && at + time < (warmUp + seconds) * 1000)
  return counted.filter(isGood).length / seconds
}
