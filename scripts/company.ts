import { randomBytes } from 'node:crypto'
import { registerCompany } from './seed/load/registerCompany'
import { readConfig } from './stack/config'
import { targets } from './stack/environment'
import { readFacts } from './stack/facts'
import { allRunning } from './stack/processes'
import { say, Trouble } from './stack/say'
import { internalKeyFiles } from './stack/secrets'

const wanted = (name: string): string => {
  const value = process.env[name]?.trim()
  if (!value)
    throw new Trouble(
      `${name} is missing: make company NAME="上海晨光贸易有限公司" LOGIN=lilei EMAIL=li.lei@example.com`,
    )
  return value
}

// Opens a company on the running stack of `make up` and prints the first password of its administrator, once.
const main = async (): Promise<void> => {
  const { dir } = readConfig(process.env)
  const name = wanted('NAME')
  const login = wanted('LOGIN')
  const email = wanted('EMAIL')
  const facts = readFacts(dir)
  if (!facts || allRunning(dir).length === 0) throw new Trouble('Rapport does not run; start it with "make up"')
  const password = randomBytes(12).toString('base64url')
  const place = {
    url: facts.gatewayUrl,
    privateKeyFile: internalKeyFiles(dir).privateKeyFile,
    environment: targets(facts.ports),
  }
  const { PERSON: person = login, LOCALE: locale = 'zh-CN' } = process.env
  await registerCompany(place, { name, locale, administrator: { login, name: person, email, password } })
  say(
    `${name} is open. ${login} signs in at ${facts.gatewayUrl} with the password ${password} and should change it there.`,
  )
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
