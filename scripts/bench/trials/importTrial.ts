import { Agent } from 'node:http'
import { openCompany, type Company } from '../../drill/company'
import { inSchemas } from '../../drill/schemas'
import { memoryOf } from '../../stack/memory'
import { until } from '../../stack/waiting'
import { openLoop } from '../openLoop'
import { quantile } from '../quantile'
import { bareInsert } from './bareInsert'
import { detailsOf } from './detailLoad'
import { forgetCompany } from './forgetCompany'
import { fileOf } from './importedCompanies'
import { searchAmong } from './searchAmong'
import { inMs, judged, type Ground, type Trial } from './Trial'

const ROWS = 100_000
const READS = 20
const LIMIT = 600_000

interface Job {
  state: string
  processedRows: number
  createdRows: number
  skippedRows: number
  failedRows: number
}

const runImport = async ({ session }: Company, text: string): Promise<Job & { id: string; seconds: number }> => {
  const form = new FormData()
  form.set('duplicates', 'SKIP')
  form.set('start', 'true')
  form.set('file', new File([text], 'bench.csv', { type: 'text/csv' }))
  const begun = performance.now()
  const { id } = await session.post<{ id: string }>('/v1/imports', form)
  const ended = async () => {
    const job = await session.get<Job>(`/v1/imports/${id}`)
    return job.state === 'RUNNING' ? undefined : job
  }
  const job = await until(ended, { within: LIMIT, every: 200 })
  if (!job) throw new Error('the import does not end')
  return { ...job, id, seconds: (performance.now() - begun) / 1000 }
}

/** Reads by somebody else at a low rate while `isOn`; the times of the answers, ascending, and how many failed. */
const readsWhile = async ({ product }: Ground, isOn: () => boolean) => {
  const { port, headers, calls } = await detailsOf(product)
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const call = (index: number) => calls[index % calls.length] ?? { method: 'GET' as const, path: '/v1/accounts' }
  const seen: number[] = []
  let errors = 0
  while (isOn()) {
    const run = await openLoop({ port, headers, agent, rate: READS, seconds: 1, call })
    seen.push(...run.latencies)
    errors += run.errors
  }
  agent.destroy()
  return { times: seen.sort((a, b) => a - b), errors }
}

/** A large import beside people who read, compared with what its rows alone cost; then searching among what came with it. */
export const importTrial: Trial = async (ground) => {
  const { stack, product, scaled } = ground
  const rows = scaled(ROWS)
  const company = await openCompany(stack)
  const text = fileOf(rows)
  const idleEnd = performance.now() + scaled(10) * 1000
  const idle = await readsWhile(ground, () => performance.now() < idleEnd)
  const pid = product.processes['customer'] ?? 0
  const before = memoryOf(pid)
  let peak = before
  const watching = setInterval(() => (peak = Math.max(peak, memoryOf(pid))), 200)
  let isRunning = true
  const reading = readsWhile(ground, () => isRunning)
  const job = await runImport(company, text).finally(() => {
    isRunning = false
    clearInterval(watching)
  })
  const during = await reading
  return inSchemas(stack, async (schemas) => {
    const forget = async () => {
      await schemas.outboxEmptied()
      await forgetCompany(schemas, company.tenantId)
    }
    const compare = async () => {
      await schemas.outboxEmptied()
      const search = await searchAmong(ground, company, rows)
      return { search, bare: await bareInsert(stack, company.tenantId) }
    }
    const { search, bare } = await compare().finally(forget)
    const rate = rows / job.seconds
    const reads = (share: number) => [quantile(idle.times, share), quantile(during.times, share)] as const
    const [[p50Idle, p50], [p95Idle, p95]] = [reads(0.5), reads(0.95)]
    const times = (value: number) => `${value.toFixed(2)} ×`
    return [
      {
        figure: `import of ${rows} rows`,
        measured: `${job.state}, ${job.seconds.toFixed(1)} s: ${job.createdRows} new, ${job.skippedRows} known, ${job.failedRows} bad`,
        wanted: 'COMPLETED',
        reached: job.processedRows === rows,
      },
      judged(
        `rows/s of the import (${rate.toFixed(0)}) / of bare INSERTs (${bare.toFixed(0)})`,
        rate / bare,
        ['>=', 0.12],
        (value) => value.toFixed(2),
      ),
      judged(
        `customer before it ${before} MiB; grows at most by`,
        peak - before,
        ['<=', 64],
        (value) => `${value} MiB`,
      ),
      judged(`reading meanwhile: p50 (alone ${inMs(p50Idle)}, now ${inMs(p50)})`, p50 / p50Idle, ['<=', 2], times),
      judged(`reading meanwhile: p95 (alone ${inMs(p95Idle)}, now ${inMs(p95)})`, p95 / p95Idle, ['<=', 2], times),
      judged('reading meanwhile: errors', during.errors, ['<=', 0]),
      search,
    ]
  })
}
