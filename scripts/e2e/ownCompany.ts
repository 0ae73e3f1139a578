import { randomBytes } from 'node:crypto'
import { registerCompany } from '../seed/load/registerCompany'
import { targets } from '../stack/environment'
import { readFacts } from '../stack/facts'
import { internalKeyFiles } from '../stack/secrets'
import { address, signInAs, type SignedIn } from './stack'

/** Somebody who is signed in, and how. */
export interface Administrator extends SignedIn {
  login: string
  password: string
}

/** A company of a test's own, signed in as its administrator. */
export const ownCompany = async (name: string): Promise<Administrator> => {
  const dir = process.env['RAPPORT_DIR'] ?? ''
  const facts = readFacts(dir)
  if (!facts) throw new Error('the stack left no facts')
  const login = `own${randomBytes(6).toString('hex')}`
  const password = randomBytes(12).toString('hex')
  await registerCompany(
    { url: address(), privateKeyFile: internalKeyFiles(dir).privateKeyFile, environment: targets(facts.ports) },
    { name, locale: 'en', administrator: { login, name, email: `${login}@example.com`, password } },
  )
  return { login, password, ...(await signInAs(login, password)) }
}
