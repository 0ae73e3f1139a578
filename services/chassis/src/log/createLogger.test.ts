import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { runInContext, systemContext } from '../context/context'
import { anActor } from '../testing/anActor'
import { createLogger } from './createLogger'

const folder = mkdtempSync(join(tmpdir(), 'log-'))
afterAll(() => rmSync(folder, { recursive: true }))

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

  const logging = `const { createLogger } = require(${JSON.stringify(join(__dirname, 'createLogger'))})
    const log = createLogger('customer', { LOG_LEVEL: 'info' })`

  /** A process of its own, whose log goes to its standard output. */
  const inProcess = <T>(program: string, run: (options: string[]) => T): T => {
    const file = join(folder, 'main.cjs')
    writeFileSync(file, program)
    return run(['--conditions=development', '--import', 'tsx', file])
  }

  it.each(['process', 'thread'])('holds the last word of a %s that ends at once', (kind) => {
    const program = `const { isMainThread, Worker } = require('node:worker_threads')
      const say = () => { ${logging}; log.info('the last word'); process.exit() }
      if (isMainThread && ${kind === 'thread'}) new Worker(__filename)
      else say()`
    const { stdout } = inProcess(program, (options) =>
      spawnSync(process.execPath, options, { cwd: __dirname, encoding: 'utf8' }),
    )
    expect(stdout.split('\n')).toEqual([expect.stringContaining('the last word'), ''])
  })

  it('keeps no line back that came while its reader was slow', async () => {
    const program = `${logging}; log.info('x'.repeat(5_000_000)); log.info('the last word'); setInterval(() => {}, 1_000)`
    const child = inProcess(program, (options) =>
      spawn(process.execPath, options, { cwd: __dirname, stdio: ['ignore', 'pipe', 'inherit'] }),
    )
    await sleep(2_000) // the first line fills the pipe, and the second one waits for longer than lines linger
    for await (const chunk of child.stdout) if (String(chunk).includes('the last word')) break
    child.kill()
    expect(await once(child, 'exit')).toEqual([null, 'SIGTERM'])
  })
})
