import {
  audit,
  currentContext,
  emit,
  runInContext,
  worker,
  type Context,
  type Lease,
  type Worker,
} from '@rapport/chassis'
import type { CustomerDeps } from '../service'
import { finalState } from './import'
import { importBatch } from './importBatch'
import { importCompleted } from './import.events'
import { dropFile, fileRows } from './importFile'
import { ImportFileError } from './ImportFileError'
import { ImportModel, type ImportRow } from './ImportModel'
import { selectImports } from './import.queries'
import { lengthOf, type SheetRow } from './sheetRow'
import type { ImportOrder } from './startImport'

// More are no faster, and take more memory.
const rowsPerBatch = 100
/** Rows may be long: a batch also ends at so many UTF-16 code units. */
const lengthPerBatch = 4_000_000

/** The job's own context, whose time is the job's, as the person who started the import. */
const contextOf = ({ actor, locale }: ImportOrder): Context => ({
  ...currentContext(),
  actor: { ...actor, permissions: new Set(actor.permissions) },
  locale,
  channel: 'IMPORT',
})

/** Reads the whole file once before anything is written: a damaged file changes nothing. */
const countRows = async ({ database }: CustomerDeps, importId: string): Promise<number> => {
  let rows = -1
  for await (const _ of fileRows(database, importId)) rows++
  return Math.max(rows, 0)
}

async function* batches(rows: AsyncIterable<SheetRow>, skip: number): AsyncGenerator<SheetRow[]> {
  let batch: SheetRow[] = []
  let length = 0
  let seen = -1
  for await (const row of rows) {
    if (++seen <= skip) continue
    batch.push(row)
    length += lengthOf(row.cells)
    if (batch.length === rowsPerBatch || length > lengthPerBatch) {
      yield batch
      batch = []
      length = 0
    }
  }
  if (batch.length) yield batch
}

/** The worker that runs imports; killed anywhere, it goes on after the last batch that was committed. */
export const runImport = (deps: CustomerDeps): Worker => {
  const { database, clock, log } = deps

  const find = async (id: string): Promise<ImportRow | undefined> =>
    (await selectImports(database, `i.id = :id AND i.state = 'RUNNING'`, { id }))[0]

  const finish = (id: string, change: Partial<ImportRow>, lease: Lease) =>
    database.transaction(
      async (transaction) => {
        await lease.fence(transaction)
        const [row] = await selectImports(
          database,
          `i.id = :id AND i.state = 'RUNNING' FOR UPDATE`,
          { id },
          { transaction },
        )
        if (!row) return
        const end = { state: finalState(row), finishedAt: clock(), version: row.version + 1, ...change }
        await ImportModel.update(end, { where: { id }, transaction })
        await emit(importCompleted({ ...row, ...end }), transaction)
        await audit(
          { action: 'customer.import.completed', objectType: 'import', objectId: id, objectName: row.fileName },
          transaction,
        )
      },
      { repeatable: true },
    )

  const takeRows = async (job: ImportRow, lease: Lease): Promise<void> => {
    if (job.totalRows < 0) {
      const totalRows = await countRows(deps, job.id)
      await ImportModel.update({ totalRows }, { where: { id: job.id } })
    }
    for await (const batch of batches(fileRows(database, job.id), job.processedRows)) {
      const progress = await importBatch(deps, currentContext(), job, batch, lease)
      if (!progress) return
    }
  }

  return worker<ImportOrder>({
    kind: 'import.run',
    concurrency: 1,
    leaseSeconds: 30,
    run: async (order, lease) => {
      const context = contextOf(order)
      const job = await runInContext(context, () => find(order.importId))
      if (job) {
        const failure = await runInContext(context, () => takeRows(job, lease)).then(
          () => null,
          (error: unknown) => {
            if (!(error instanceof ImportFileError)) throw error
            log.info({ importId: job.id, reason: error.reason }, 'a file cannot be imported')
            return { reason: error.reason, params: error.params }
          },
        )
        const change = failure ? { state: 'FAILED', failure } : {}
        await runInContext(context, () => finish(job.id, change, lease))
      }
      await runInContext(context, () => dropFile(database, order.importId))
    },
    onFailed: async ({ importId }, error, transaction) => {
      log.error({ err: error, importId }, 'an import was given up')
      const failure = { reason: 'import_failed' as const, params: {} }
      await ImportModel.update(
        { state: 'FAILED', failure, finishedAt: clock() },
        { where: { id: importId }, transaction },
      )
    },
  })
}
