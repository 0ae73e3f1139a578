import { createRpcClients, readPrivateKey, signPrincipal, targetOf } from '@rapport/chassis'
import { TenantService } from '@rapport/proto/identity'

/** Where the company is to be. */
export interface Place {
  /** Address of the gateway. */
  url: string
  /** File of the key that signs internal tokens. */
  privateKeyFile: string
  /** Environment with the services' addresses. */
  environment: NodeJS.ProcessEnv
}

/** A company to open, with its first user. */
export interface NewCompany {
  name: string
  locale?: string
  timeZone?: string
  currency?: string
  administrator: { login: string; name: string; email: string; password: string }
}

const TOKEN_SECONDS = 60

/**
 * Opens a company with its default departments and roles and its administrator, as only an operator can.
 * @throws RapportError naming what is wrong, `login_taken` among it
 */
export const registerCompany = async (
  { privateKeyFile, environment }: Place,
  { administrator, ...tenant }: NewCompany,
): Promise<void> => {
  const key = await readPrivateKey(privateKeyFile)
  const token = await signPrincipal(key, { internal: true }, { expiresInSeconds: TOKEN_SECONDS })
  const clients = createRpcClients({ targetOf: (service) => targetOf(service, environment) })
  try {
    await clients.client(TenantService).registerTenant(
      {
        tenant,
        administratorLogin: administrator.login,
        administratorName: administrator.name,
        administratorEmail: administrator.email,
        administratorPassword: administrator.password,
      },
      { token, locale: 'en' },
    )
  } finally {
    clients.close()
  }
}
