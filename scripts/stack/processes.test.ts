import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { birthOf } from './birth'
import { allRunning, launch, running, stop, tailOfLog } from './processes'
import { until } from './waiting'

const deaf = "process.on('SIGTERM', () => console.log('heard')); console.log('up'); setInterval(() => {}, 1000)"

describe('processes', () => {
  let dir: string
  const start = (program: string) =>
    launch(dir, { name: 'part', command: process.execPath, args: ['-e', program], env: {}, cwd: dir, ports: [1] })
  const isUp = () => until(() => (tailOfLog(dir, 'part').includes('up') ? true : undefined), { within: 10_000 })

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'processes-'))
  })

  afterEach(async () => {
    await stop(dir, 'part', 0)
    rmSync(dir, { recursive: true })
  })

  it('remember what was started and forget it when it is stopped', async () => {
    const { pid } = await start('setInterval(() => {}, 1000)')
    expect(allRunning(dir).map((record) => record.pid)).toEqual([pid])
    expect(await stop(dir, 'part')).toBe('stopped')
    expect(birthOf(pid)).toBeUndefined()
    expect(await stop(dir, 'part')).toBe('absent')
  })

  it('are killed when they do not go', async () => {
    const { pid } = await start(deaf)
    await isUp()
    expect(await stop(dir, 'part', 300)).toBe('killed')
    expect(tailOfLog(dir, 'part')).toContain('heard')
    expect(birthOf(pid)).toBeUndefined()
  })

  it('leave alone a stranger that got the number of one of ours', async () => {
    const { pid } = await start(deaf)
    const record = join(dir, 'run', 'part.json')
    const ours = readFileSync(record, 'utf8')
    writeFileSync(record, ours.replace(/"born":"[^"]*"/, '"born":"another/1"'))
    expect(running(dir, 'part')).toBeUndefined()
    expect(await stop(dir, 'part')).toBe('absent')
    expect(birthOf(pid)).toBeDefined()
    writeFileSync(record, ours)
  })

  it('that cannot be executed are an error', async () => {
    const launching = launch(dir, { name: 'part', command: '/nowhere', args: [], env: {}, cwd: dir, ports: [] })
    await expect(launching).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
