import { loopPrecision, readConfig, type Environment } from '@rapport/chassis'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)
const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback)

const schema = z.object({
  /** Address that both ports listen on. */
  HOST: z.string().default('0.0.0.0'),
  /** The public port; 0 takes a free one. */
  HTTP_PORT: port.default(8080),
  /** Port of /livez, /readyz and /metrics; never a public one. */
  ADMIN_PORT: port.default(9090),
  /** The broker whose facts become live updates. */
  BROKER_URL: z.url({ protocol: /^amqps?$/ }),
  /** PEM file with the private key of the internal tokens. */
  INTERNAL_PRIVATE_KEY_FILE: z.string().min(1),
  /** Folder of the built portal. */
  PORTAL_DIR: z.string().min(1),
  /** The address under which people reach the portal. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  /** Whether the session cookie is Secure; `auto`: where PUBLIC_URL is https. */
  COOKIE_SECURE: z.enum(['auto', 'always', 'never']).default('auto'),
  /** How many reverse proxies stand in front, whose X-Forwarded-For counts. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  /** Requests a minute of one user or key that has no limit of its own. */
  RATE_PER_ACTOR: count(3000),
  /** Requests a minute of one address that are made or end without being signed in. */
  RATE_PER_ADDRESS: count(600),
  /** Attempts a minute of one address to sign in. */
  RATE_SIGN_IN: count(120),
  /** Largest JSON body, in bytes. */
  MAX_BODY: count(1024 * 1024),
  /** Largest file of an upload, in bytes. */
  MAX_UPLOAD: count(100 * 1024 * 1024),
  /** Connections that are open at the same time. */
  MAX_CONNECTIONS: count(10_000),
  /** Seconds between the word to stop and the last new connection, in which a load balancer learns of it. */
  DRAIN_SECONDS: z.coerce.number().min(0).max(60).default(0.5),
  LOOP_PRECISION: loopPrecision,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

/** The environment of the gateway; addresses of services come from `<SERVICE>_TARGET`. */
export type GatewayConfig = z.output<typeof schema>

/** Reads and checks the environment. Throws ConfigError with a sentence for each variable that is missing or wrong. */
export const gatewayConfig = (environment?: Environment): GatewayConfig => readConfig(schema, environment)
