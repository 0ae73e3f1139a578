import { join } from 'node:path'
import type { Backends } from './backends'
import type { Ports } from './ports'
import { internalKeyFiles, passwordFile, secretFile, secretsKeyFile } from './secrets'
import { schemaOf, services, upperSnake, type Service } from './services'

const HOST = '127.0.0.1'

// Nothing else of the caller's environment reaches a process: it may hold an administrator's DATABASE_URL.
const INHERITED = ['PATH', 'HOME', 'LANG', 'TZ', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS']

const inherited = (): NodeJS.ProcessEnv =>
  Object.fromEntries(INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))

/** What the environment of every process of one stack is made of. */
export type Surroundings = {
  dir: string
  root: string
  ports: Ports
  backends: Backends
  publicUrl: string
  settings: Record<string, string>
}

/** Addresses of all services by their variables: IDENTITY_TARGET=127.0.0.1:18010, ... */
export const targets = (ports: Ports): Record<string, string> =>
  Object.fromEntries(
    Object.entries(ports.services).map(([name, { grpc }]) => [`${upperSnake(name)}_TARGET`, `${HOST}:${grpc}`]),
  )

const shared = ({ dir, ports, backends, publicUrl }: Surroundings): NodeJS.ProcessEnv => ({
  ...inherited(),
  NODE_ENV: 'production',
  HOST,
  LOG_LEVEL: process.env['LOG_LEVEL'] || 'info',
  PUBLIC_URL: publicUrl,
  BROKER_URL_FILE: secretFile(dir, 'broker-url', backends.brokerUrl),
  ...targets(ports),
})

/** The environment of a business service. */
export const serviceEnvironment = (surroundings: Surroundings, { name, secretsKey }: Service): NodeJS.ProcessEnv => {
  const { dir, ports, backends, settings } = surroundings
  const own = ports.services[name]
  return {
    ...shared(surroundings),
    GRPC_PORT: String(own?.grpc),
    ADMIN_PORT: String(own?.admin),
    DATABASE_HOSTS: `${backends.database.host}:${backends.database.port}`,
    DATABASE_NAME: schemaOf(name),
    DATABASE_USER: schemaOf(name),
    DATABASE_PASSWORD_FILE: passwordFile(dir, `database-${name}`),
    INTERNAL_PUBLIC_KEY_FILE: internalKeyFiles(dir).publicKeyFile,
    ...(secretsKey ? { SECRETS_KEY_FILE: secretsKeyFile(dir) } : {}),
    ...settings,
  }
}

/** The environment of the gateway, the only one that can sign internal tokens. */
export const gatewayEnvironment = (surroundings: Surroundings): NodeJS.ProcessEnv => ({
  ...shared(surroundings),
  HTTP_PORT: String(surroundings.ports.gateway),
  ADMIN_PORT: String(surroundings.ports.gatewayAdmin),
  INTERNAL_PRIVATE_KEY_FILE: internalKeyFiles(surroundings.dir).privateKeyFile,
  INTERNAL_PUBLIC_KEY_FILE: internalKeyFiles(surroundings.dir).publicKeyFile,
  PORTAL_DIR: join(surroundings.root, 'frontend', 'dist'),
  ...surroundings.settings,
})

/** The services of a stack, all of them unless some are named. */
export const chosenServices = (names?: string[]): Service[] =>
  services.filter(({ name }) => !names || names.includes(name))
