import { randomBytes } from 'node:crypto'
import { registerCompany } from '../seed/load/registerCompany'
import { targets } from '../stack/environment'
import { readFacts } from '../stack/facts'
import { internalKeyFiles } from '../stack/secrets'
import { address, signInAs, type SignedIn } from './stack'

/** A company of a test's own, signed in as its administrator. */
export const ownCompany = async (name: string): Promise<SignedIn> => {
  const dir = process.env['RAPPORT_DIR'] ?? ''
  const facts = readFacts(dir)
  if (!facts) throw new Error('the stack left no facts')
  const login = `own${randomBytes(6).toString('hex')}`
  const password = randomBytes(12).toString('hex')
  await registerCompany(
    { url: address(), privateKeyFile: internalKeyFiles(dir).privateKeyFile, environment: targets(facts.ports) },
    { name, locale: 'en', administrator: { login, name, email: `${login}@example.com`, password } },
  )
  return signInAs(login, password)
}
