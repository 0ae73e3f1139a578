import { currentContext, runInContext, systemContext, type Database, type Lease } from '@rapport/chassis'
import { DuplicateRule, Import_State, ImportService } from '@rapport/proto/customer'
import { aSeller, startCustomer, type CustomerTest } from '../testing/customerTest'
import { runImport } from './runImport'

const HOUR = 3_600_000

let test: CustomerTest
beforeAll(async () => {
  test = await startCustomer()
})
afterAll(() => test.stop())

it('has the time of its job, for its file too: a long one is not cut', async () => {
  const as = aSeller('ALL', { tenantId: 31 })
  async function* parts() {
    const file = new TextEncoder().encode('客户名称\r\n长跑公司\r\n')
    yield await Promise.resolve({
      part: {
        case: 'header' as const,
        value: { fileName: '客户.csv', duplicates: DuplicateRule.SKIP, start: true },
      },
    })
    yield { part: { case: 'chunk' as const, value: file } }
    yield { part: { case: 'totalBytes' as const, value: BigInt(file.length) } }
  }
  const { id } = await test.call(ImportService.method.uploadImport, parts(), { as })

  const { database } = test.deps
  const ends: number[] = []
  const select: Database['select'] = (...statement) => {
    ends.push(currentContext().deadline)
    return database.select(...statement)
  }
  const worker = runImport({
    ...test.deps,
    accountNumbers: () => Promise.resolve(['C-1']),
    database: { ...database, select },
  })
  const lease: Lease = {
    jobId: 'job',
    attempt: 1,
    signal: new AbortController().signal,
    extend: () => Promise.resolve(),
    fence: () => Promise.resolve(),
  }
  const order = { importId: id, actor: { ...as, permissions: [...as.permissions] }, locale: 'zh-CN' }
  await runInContext(systemContext(as.tenantId, 'job', 24 * HOUR), () => worker.run(order, lease))

  const job = await test.call(ImportService.method.getImport, { id }, { as })
  expect(job).toMatchObject({ state: Import_State.COMPLETED, createdRows: 1 })
  expect(ends.length).toBeGreaterThan(0)
  expect(Math.min(...ends)).toBeGreaterThan(Date.now() + 23 * HOUR)
})
