import * as contract from '@rapport/proto'
import * as customer from '@rapport/proto/customer'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import * as pino from 'pino'
import * as sequelize from 'sequelize'
import type * as history from './history'
import { mutants, type Mutant } from './mutants'
import { kinds, type Kind } from './plan'

jest.setTimeout(60_000)

/** Histories in which a mutant must be noticed. */
const MOST = 600
const SOURCES = join(__dirname, '..')
const LOCAL = join(SOURCES, '../../../.local')

// What knows nothing of the mutants is loaded once.
const shared = { '@rapport/proto': contract, '@rapport/proto/customer': customer, pino, sequelize }

let folder: string
let written = 0
beforeAll(() => {
  mkdirSync(LOCAL, { recursive: true })
  folder = mkdtempSync(join(LOCAL, 'mutants-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Writes a module with `from` replaced, under a name that was not loaded before; it imports the others from where they are. */
const write = ({ file, from, to }: Mutant): string => {
  const original = join(SOURCES, `${file}.ts`)
  const source = readFileSync(original, 'utf8')
  if (source.split(from).length !== 2) throw new Error(`${file} does not say once: ${from}`)
  const path = join(folder, `${++written}-${basename(original)}`)
  const moved = source
    .replace(from, () => to)
    .replace(/ from '(\..+)'$/gm, (_, id: string) => ` from '${join(dirname(original), id)}'`)
  writeFileSync(path, moved)
  return path
}

/** What the first of `most` histories that notices something says when these modules are mutated. */
const noticed = async (mutated: readonly Mutant[], kind: Kind, most: number): Promise<readonly string[]> => {
  let faults: readonly string[] = []
  let steps = 0
  await jest.isolateModulesAsync(async () => {
    for (const [name, loaded] of Object.entries(shared)) jest.doMock(name, () => loaded)
    for (const mutant of mutated) {
      const path = write(mutant)
      jest.doMock(join(SOURCES, mutant.file), () => jest.requireActual<object>(path))
    }
    const { runHistory } = jest.requireActual<typeof history>('./history')
    for (steps = 1; steps <= most && faults.length === 0; steps++) faults = (await runHistory(steps, { kind })).faults
  })
  for (const { file } of mutated) jest.dontMock(join(SOURCES, file))
  return faults
}

it.each(mutants.map((mutant) => [mutant.name, mutant] as const))('the histories notice when %s', async (_, mutant) => {
  await expect(noticed([mutant], kinds[mutant.kind], MOST)).resolves.not.toEqual([])
})

it('they notice nothing when the same modules are replaced by what they are', async () => {
  const moved = new Map(mutants.map((mutant) => [mutant.file, { ...mutant, to: mutant.from }]))
  await expect(noticed([...moved.values()], kinds.all, 30)).resolves.toEqual([])
})
