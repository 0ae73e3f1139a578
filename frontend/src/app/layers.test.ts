import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const source = join(__dirname, '..')

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesUnder(path)
    return /\.(vue|ts)$/.test(entry.name) ? [path] : []
  })

const importsOf = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/(?:from|import\()\s*'@\/([^']+)'/g)].map(([, target]) => target ?? '')

const offending = (layer: string, forbidden: (target: string, file: string) => boolean): string[] =>
  filesUnder(join(source, layer)).flatMap((path) => {
    const file = relative(source, path)
    return importsOf(path)
      .filter((target) => forbidden(target, file))
      .map((target) => `${file} -> ${target}`)
  })

describe('layers of the portal', () => {
  it('keep modules apart', () => {
    const isOther = (target: string, file: string) =>
      target.startsWith('modules/') && target.split('/')[1] !== file.split('/')[1]
    expect(offending('modules', (target, file) => isOther(target, file) || target.startsWith('app/'))).toEqual([])
  })

  it('keep business out of the building blocks', () => {
    expect(offending('ui', (target) => /^(api|modules|app|router)\//.test(target))).toEqual([])
  })

  it('keep looks and modules out of the API', () => {
    expect(offending('api', (target) => /^(ui|modules|app|composables)\//.test(target))).toEqual([])
  })
})
