import { RapportError } from '@rapport/chassis'
import { Trouble } from '../../stack/say'
import { signIn, type Session } from '../api/session'
import { administrator, demoCompany, demoPassword } from '../demo'
import { registerCompany, type Place } from './registerCompany'
import { report } from './report'

const isTaken = (error: unknown): boolean =>
  error instanceof RapportError && error.violations.some(({ reason }) => reason === 'login_taken')

/**
 * Signs the administrator in, after opening the company where there is none.
 * @throws Trouble when the login exists and has another password
 */
export const openCompany = async (place: Place): Promise<Session> => {
  const known = await signIn(place.url, administrator.login, demoPassword)
  if (known) return known
  const { login, name } = administrator
  const person = { login, name, email: `${login}@rapport-demo.example`, password: demoPassword }
  await registerCompany(place, { ...demoCompany, administrator: person }).catch((error: unknown) => {
    throw isTaken(error)
      ? new Trouble(`${administrator.login} has another password by now; nothing was changed`)
      : error
  })
  report(`opened the company ${demoCompany.name}`)
  const session = await signIn(place.url, administrator.login, demoPassword)
  if (!session) throw new Trouble(`${administrator.login} was made but cannot sign in`)
  return session
}
