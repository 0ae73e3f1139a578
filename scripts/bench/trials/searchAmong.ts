import type { Company } from '../../drill/company'
import { DATABASE } from '../../stack/database'
import { running } from '../../stack/processes'
import { cpuOf } from '../cpu'
import { memoriesOf } from './importedCompanies'
import { judged, type Figure, type Ground } from './Trial'

const REQUESTS = 100
const ROUNDS = 4

/** What a search among the imported accounts of a company costs all processes and the database, compared with reading a detail. */
export const searchAmong = async ({ stack }: Ground, { session }: Company, rows: number): Promise<Figure> => {
  const { accounts } = await session.get<{ accounts: { id: string }[] }>(`/v1/accounts?pageSize=${REQUESTS}`)
  const details = accounts.map(({ id }) => `/v1/accounts/${id}`)
  const searches = (round: number) =>
    Array.from({ length: REQUESTS }, (_, at) => {
      const memories = memoriesOf(Math.floor(((round + at / REQUESTS) * rows) / ROUNDS))
      return `/v1/search?q=${encodeURIComponent(memories[at % memories.length] ?? '')}`
    })
  // Another trial may have started them anew.
  const pids = [...Object.keys(stack.ports.services), 'gateway', DATABASE].map(
    (name) => running(stack.dir, name)?.pid ?? 0,
  )
  const used = () => pids.reduce((sum, pid) => sum + cpuOf(pid), 0)
  /** Milliseconds of processor time for a request. */
  const costOf = async (paths: string[]): Promise<number> => {
    const before = used()
    for (const path of paths) await session.get(path)
    return (used() - before) / paths.length
  }
  let [detail, search] = [0, 0]
  for (let round = 0; round < ROUNDS; round++) {
    detail += await costOf(details)
    search += await costOf(searches(round))
  }
  const per = (total: number) => `${(total / ROUNDS).toFixed(2)} ms`
  return judged(
    `CPU of a search among them, with the database (${per(search)}), of a detail (${per(detail)})`,
    search / detail,
    ['<=', 3],
    (value) => `${value.toFixed(2)} ×`,
  )
}
