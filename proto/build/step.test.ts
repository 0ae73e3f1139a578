import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { step } from './step'

let folder = ''
let runs = 0
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'step-'))
  runs = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, content: string) => writeFileSync(join(folder, name), content)

const run = () =>
  step({
    name: 'copy',
    stamps: join(folder, 'stamps'),
    inputs: [join(folder, 'input')],
    outputs: [join(folder, 'output')],
    run: () => {
      runs += 1
      write('output', '')
    },
  })

describe('a step of the build', () => {
  it('is skipped while its input stays the same', async () => {
    write('input', 'one')
    await run()
    await run()
    expect(runs).toBe(1)
  })

  it('runs again when its input changes', async () => {
    write('input', 'one')
    await run()
    write('input', 'two')
    await run()
    expect(runs).toBe(2)
  })

  it('runs again when its output is gone', async () => {
    write('input', 'one')
    await run()
    rmSync(join(folder, 'output'))
    await run()
    expect(runs).toBe(2)
  })
})
