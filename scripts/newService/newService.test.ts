import { cpSync, existsSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { ROOT } from '../stack/build'
import { namesOf, tableOf } from './names'
import { newService } from './newService'

const MADE = new Set(['node_modules', 'dist', 'gen'])

// The part of the project that a service stands on, as it is after a clone.
const aProject = (): string => {
  const root = mkdtempSync(join(tmpdir(), 'new-service-'))
  for (const path of [
    'package.json',
    'tsconfig.json',
    'tsconfig.base.json',
    '.prettierrc',
    'proto',
    'services/chassis',
    'scripts/stack/services.ts',
    'deploy/compose.yaml',
  ]) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    cpSync(join(ROOT, path), join(root, path), {
      recursive: true,
      filter: (source) => !MADE.has(basename(source)) && !source.endsWith('.test.ts'),
    })
  }
  return root
}

const linkPackages = (root: string, ours: string[]): void => {
  const modules = join(root, 'node_modules')
  mkdirSync(join(modules, '@rapport'), { recursive: true })
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((entry) => entry !== '@rapport')) {
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name))
  }
  for (const folder of ours) symlinkSync(join(root, folder), join(modules, '@rapport', basename(folder)))
}

const execute = (root: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  return { status, output: `${stdout}${stderr}` }
}

describe('scripts/new-service', () => {
  let root: string
  const read = (path: string) => readFileSync(join(root, path), 'utf8')

  beforeEach(() => {
    root = aProject()
  })

  afterEach(() => {
    rmSync(root, { recursive: true })
  })

  it('registers the service with the compiler, the local stack and the composition', () => {
    newService(root, 'marketing', 'emailCampaign')
    expect(read('tsconfig.json')).toContain('"path": "services/marketing"')
    expect(read('scripts/stack/services.ts')).toContain('  marketing: {},\n')
    const compose = read('deploy/compose.yaml')
    expect(compose).toContain('  MARKETING_TARGET: marketing:50051\n')
    expect(compose).toContain('    command: [node, services/marketing/dist/main.js]\n')
    expect(compose).toContain('database-customer, database-marketing]')
    expect(compose).toContain('  database-marketing: { file: ')
  })

  it('makes a service that the contract accepts and that type-checks', () => {
    newService(root, 'marketing', 'emailCampaign')
    linkPackages(root, ['proto', 'services/chassis', 'services/marketing'])
    expect(execute(join(root, 'proto'), '--import', 'tsx', 'build/build.ts')).toMatchObject({ status: 0 })
    const { output } = execute(root, 'node_modules/typescript/bin/tsc', '-b', 'services/marketing')
    // What is wrong with the chassis itself is told by its own check.
    expect(output.split('\n').filter((line) => /^\S/.test(line) && !line.startsWith('services/chassis/'))).toEqual([])
    expect(existsSync(join(root, 'services/marketing/dist/main.js'))).toBe(true)
  }, 180_000)

  it('refuses a name that is taken or cannot be one, and writes nothing', () => {
    newService(root, 'marketing')
    const before = read('deploy/compose.yaml')
    expect(() => newService(root, 'marketing')).toThrow('there is a service marketing already')
    expect(() => newService(root, 'After-Sales')).toThrow('one word of 2 to 20 small letters')
    expect(read('deploy/compose.yaml')).toBe(before)
  })

  it('spells the names of a resource', () => {
    expect(namesOf('marketing', 'emailCampaign')).toMatchObject({ snake: 'email_campaign', plural: 'emailCampaigns' })
    expect(tableOf(namesOf('sales', 'deliveryCompany'))).toBe('delivery_companies')
    expect(namesOf('sales').resource).toBe('salesItem')
  })
})
