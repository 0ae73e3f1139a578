import { randomBytes } from 'node:crypto'
import { signIn, type Session } from '../seed/api/session'
import { registerCompany } from '../seed/load/registerCompany'
import { Trouble } from '../stack/say'
import type { Stack } from '../stack/startStack'

/** A company of a round's own, so that whatever is found in it comes from that round. */
export interface Company {
  tenantId: number
  origin: string
  /** Its administrator, patient. */
  session: Session
}

/** Opens a company and signs its administrator in. */
export const openCompany = async ({ gatewayUrl, keys, targets }: Stack): Promise<Company> => {
  const login = `drill${randomBytes(6).toString('hex')}`
  const password = randomBytes(12).toString('hex')
  await registerCompany(
    { url: gatewayUrl, privateKeyFile: keys.privateKeyFile, environment: targets },
    { name: 'Drill', locale: 'en', administrator: { login, name: 'Drill', email: `${login}@example.com`, password } },
  )
  const session = await signIn(gatewayUrl, login, password)
  if (!session) throw new Trouble('the company that was just opened lets nobody in')
  const { tenant } = await session.get<{ tenant: { id: number } }>('/v1/session')
  return { tenantId: tenant.id, origin: gatewayUrl, session }
}
