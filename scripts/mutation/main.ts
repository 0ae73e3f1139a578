import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { leaveTestBackends, useTestBackends } from '../testing/testBackends'
import { ROOT } from '../stack/build'
import { say } from '../stack/say'
import { checkSites, type CheckSite } from './checkSites'
import { readTable } from './readTable'
import { writeTable } from './writeTable'

/** The first test that fails without the check; undefined when none does. Throws when the tests cannot be run at all. */
const firstFailure = (site: CheckSite, patterns: string[], environment: NodeJS.ProcessEnv): string | undefined => {
  const jest = join('node_modules', 'jest', 'bin', 'jest.js')
  const config = join('scripts', 'mutation', 'jest.config.mjs')
  const options = ['--ci', '--bail', '--passWithNoTests', '--forceExit']
  const env = { ...process.env, ...environment, MUTANT: JSON.stringify(site) }
  const { status, stderr } = spawnSync(process.execPath, [jest, '--config', config, ...options, ...patterns], {
    cwd: ROOT,
    env,
    timeout: 900_000,
  })
  if (status === null) return 'nothing comes to an end'
  if (status === 0) return undefined
  const told = stderr.toString()
  const [, file] = /^FAIL \S+ (\S+)/m.exec(told) ?? []
  const [, test] = /^ +● (.+)$/m.exec(told) ?? []
  if (!file || !test || test.includes('failed to run')) throw new Error(`the tests cannot be run: ${told}`)
  return `${file}: ${test.trim()}`
}

/** Tests beside the check first: they are quick. Then those of its service, and those that try rights from outside. */
const suitesFor = ({ file }: CheckSite): string[][] => [
  [file.replace('.ts', '.test.ts')],
  [`${dirname(file)}/`],
  [`${file.slice(0, file.indexOf('/src/'))}/src/`],
  ['scripts/rights/(sight|tokens)'],
  ['scripts/rights/matrix'],
]

// Takes each check of the sources out in turn and looks which test notices: those whose name contains `only`, else those of which that is not known yet.
const main = async (only = ''): Promise<void> => {
  const { database, brokerUrl } = await useTestBackends()
  const environment = {
    TEST_DATABASE_HOST: `${database.host}:${database.port}`,
    TEST_DATABASE_ROOT_PASSWORD: database.password,
    TEST_BROKER_URL: brokerUrl,
  }
  const sites = checkSites(ROOT)
  const known = readTable()
  const noticed = new Map(sites.flatMap(({ name }) => (known.has(name) ? [[name, known.get(name) ?? '']] : [])))
  const isDue = ({ name }: CheckSite) => (only ? name.includes(only) : !known.get(name))
  for (const site of sites.filter(isDue)) {
    let by: string | undefined
    for (const patterns of suitesFor(site)) by ??= firstFailure(site, patterns, environment)
    noticed.set(site.name, by ?? '')
    say(`${by ? 'noticed ' : 'SURVIVED'}  ${site.name}${by ? `: ${by}` : ''}`)
    await writeTable(sites, noticed)
  }
  await leaveTestBackends()
  if (sites.some(({ name }) => !noticed.get(name))) process.exitCode = 1
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`)
  process.exitCode = 1
})
