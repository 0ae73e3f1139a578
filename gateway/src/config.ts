import { readConfig } from '@rapport/chassis'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)
const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback)

const schema = z.object({
  HOST: z.string().default('0.0.0.0'),
  /** The public port. */
  HTTP_PORT: port.default(8080),
  /** Port of /livez, /readyz and /metrics; never a public one. */
  ADMIN_PORT: port.default(9090),
  BROKER_URL: z.url({ protocol: /^amqps?$/ }),
  /** PEM file with the private key of the internal tokens. */
  INTERNAL_PRIVATE_KEY_FILE: z.string().min(1),
  /** Folder of the built portal. */
  PORTAL_DIR: z.string().min(1),
  /** The address under which people reach the portal; decides whether the cookie is Secure. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  /** How many reverse proxies stand in front, whose X-Forwarded-For counts. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  /** Requests a minute: of one user or key, of one address that is not signed in, attempts to sign in of one address. */
  RATE_PER_ACTOR: count(3000),
  RATE_PER_ADDRESS: count(600),
  RATE_SIGN_IN: count(120),
  /** Largest JSON body and largest upload, in bytes. */
  MAX_BODY: count(1024 * 1024),
  MAX_UPLOAD: count(100 * 1024 * 1024),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

/** The environment of the gateway; addresses of services come from `<SERVICE>_TARGET`. */
export type GatewayConfig = z.output<typeof schema>

/** Reads and checks the environment. Throws ConfigError with a sentence for each variable that is missing or wrong. */
export const gatewayConfig = (): GatewayConfig => readConfig(schema)
