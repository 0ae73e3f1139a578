import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Load, LoadReport } from './Load'

/** Puts a load on a system from a process of its own, so that nothing else that the bench does delays it. */
export const generate = (load: Load): Promise<LoadReport> =>
  new Promise((done, failed) => {
    const child = fork(join(__dirname, 'generator.ts'))
    child.once('message', (report) => done(report as LoadReport))
    child.once('error', failed)
    child.once('exit', (code) => failed(new Error(`the generator ended with ${code}`)))
    child.send(load)
  })
