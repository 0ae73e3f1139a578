import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInContext, systemContext } from '../context/context'
import { anActor } from '../testing/anActor'
import { createLogger } from './createLogger'

const lines: string[] = []
const log = createLogger('customer', { LOG_LEVEL: 'debug' }, { write: (line) => lines.push(line) })

const last = (): unknown => JSON.parse(lines.at(-1) ?? '')

describe('the log', () => {
  it('says in whose name and for which request something happened', () => {
    const actor = anActor({ id: 'u1', tenantId: 7 })
    runInContext({ ...systemContext(7, 'r1'), actor }, () => log.info('done'))
    expect(last()).toMatchObject({
      level: 'info',
      service: 'customer',
      requestId: 'r1',
      tenant: 7,
      actor: 'u1',
      msg: 'done',
    })
  })

  it('keeps secrets out, at any usual depth', () => {
    log.info({ password: 'canary', user: { token: 'canary' }, request: { headers: { authorization: 'canary' } } })
    expect(lines.at(-1)).not.toContain('canary')
  })

  it('tells an error with its cause but not what the error carries', () => {
    const cause = Object.assign(new Error('Deadlock found'), { code: 'ER_LOCK_DEADLOCK', sql: 'canary', errno: 1213 })
    log.error({ err: new Error('could not save', { cause }) }, 'failed')
    expect(last()).toMatchObject({
      level: 'error',
      err: {
        message: 'could not save',
        stack: expect.any(String),
        cause: { message: 'Deadlock found', code: 'ER_LOCK_DEADLOCK' },
      },
    })
    expect(lines.at(-1)).not.toContain('canary')
  })

  it.each(['process', 'thread'])('holds the last word of a %s that ends at once', (kind) => {
    const folder = mkdtempSync(join(tmpdir(), 'log-'))
    const program = join(folder, 'main.cjs')
    writeFileSync(
      program,
      `const { isMainThread, Worker } = require('node:worker_threads')
      const { createLogger } = require(${JSON.stringify(join(__dirname, 'createLogger'))})
      if (isMainThread && ${kind === 'thread'}) new Worker(__filename)
      else createLogger('customer', { LOG_LEVEL: 'info' }).info('the last word'), process.exit()`,
    )
    const options = ['--conditions=development', '--import', 'tsx', program]
    const { stdout } = spawnSync(process.execPath, options, { cwd: __dirname, encoding: 'utf8' })
    rmSync(folder, { recursive: true })
    expect(stdout.split('\n')).toEqual([expect.stringContaining('the last word'), ''])
  })
})
