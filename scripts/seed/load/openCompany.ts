import { createRpcClients, RapportError, readPrivateKey, signPrincipal, targetOf } from '@rapport/chassis'
import { TenantService } from '@rapport/proto/identity'
import { signIn, type Session } from '../api/session'
import { administrator, demoCompany, demoPassword } from '../demo'
import { Trouble } from '../../stack/say'
import { report } from './report'

/** Where the company is to be. */
export interface Place {
  /** Address of the gateway. */
  url: string
  /** File of the key that signs internal tokens. */
  privateKeyFile: string
  /** Environment with the services' addresses. */
  environment: NodeJS.ProcessEnv
}

const TOKEN_SECONDS = 60

const register = async ({ privateKeyFile, environment }: Place): Promise<void> => {
  const key = await readPrivateKey(privateKeyFile)
  const token = await signPrincipal(key, { internal: true }, { expiresInSeconds: TOKEN_SECONDS })
  const clients = createRpcClients({ targetOf: (service) => targetOf(service, environment) })
  try {
    await clients.client(TenantService).registerTenant(
      {
        tenant: demoCompany,
        administratorLogin: administrator.login,
        administratorName: administrator.name,
        administratorEmail: `${administrator.login}@rapport-demo.example`,
        administratorPassword: demoPassword,
      },
      { token, locale: 'en' },
    )
  } finally {
    clients.close()
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof RapportError && error.violations.some(({ reason }) => reason === 'login_taken')

/**
 * Signs the administrator in, after opening the company where there is none.
 * @throws Trouble when the login exists and has another password
 */
export const openCompany = async (place: Place): Promise<Session> => {
  const known = await signIn(place.url, administrator.login, demoPassword)
  if (known) return known
  await register(place).catch((error: unknown) => {
    throw isTaken(error)
      ? new Trouble(`${administrator.login} has another password by now; nothing was changed`)
      : error
  })
  report(`opened the company ${demoCompany.name}`)
  const session = await signIn(place.url, administrator.login, demoPassword)
  if (!session) throw new Trouble(`${administrator.login} was made but cannot sign in`)
  return session
}
