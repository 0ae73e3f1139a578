import { setTimeout as sleep } from 'node:timers/promises'
import { everyPage } from '../api/everyPage'
import { inParallel } from '../api/inParallel'
import type { Session } from '../api/session'
import { csvOf } from '../csvFile'
import type { DemoFile } from '../files'
import { Trouble } from '../../stack/say'
import { report } from './report'

interface Import {
  id: string
  fileName: string
  state: string
  createdRows: number
  createdContacts: number
  failedRows: number
  failure: string
  firstErrors: { row: number; column: string; message: string }[]
}

const POLL = 250
const LONGEST = 120_000
const RUNNING = 'RUNNING'
const IN = new Set(['COMPLETED', 'COMPLETED_WITH_ERRORS', RUNNING])

const upload = (session: Session, file: DemoFile): Promise<Import> => {
  const form = new FormData()
  form.set('duplicates', 'SKIP')
  form.set('start', 'true')
  form.set('file', new File([new Uint8Array(csvOf(file))], file.name, { type: 'text/csv' }))
  return session.post<Import>('/v1/imports', form)
}

const finished = async (session: Session, started: Import): Promise<Import> => {
  const until = Date.now() + LONGEST
  let job = started
  while (job.state === RUNNING) {
    if (Date.now() > until) throw new Trouble(`the import of ${job.fileName} does not come to an end`)
    await sleep(POLL)
    job = await session.get<Import>(`/v1/imports/${job.id}`)
  }
  return job
}

const mustBeComplete = ({ fileName, state, failedRows, failure, firstErrors }: Import): void => {
  if (state === 'COMPLETED') return
  const rows = firstErrors.map(({ row, column, message }) => `row ${row} ${column}: ${message}`)
  throw new Trouble(
    `the import of ${fileName} ended ${state}, ${failedRows} rows failed: ${[failure, ...rows].join('; ')}`,
  )
}

const load = async (session: Session, file: DemoFile): Promise<void> => {
  const known = await everyPage<Import>(session, '/v1/imports', 'imports')
  const earlier = known.find(({ fileName, state }) => fileName === file.name && IN.has(state))
  if (earlier && earlier.state !== RUNNING) return
  const job = await finished(session, earlier ?? (await upload(session, file)))
  mustBeComplete(job)
  report(`${file.owner} imported ${file.name}: ${job.createdRows} accounts, ${job.createdContacts} contacts`)
}

/**
 * Imports the lists that are not in yet, each as its owner.
 * @throws Trouble naming the rows that were refused
 */
export const importFiles = async (files: readonly DemoFile[], sessions: Map<string, Session>): Promise<void> => {
  await inParallel(files, async (file) => {
    const session = sessions.get(file.owner)
    if (session) await load(session, file)
  })
}
