import { z } from 'zod'

const list = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.string().regex(/^[^\s:]+:\d{1,5}$/, 'must be host:port, several separated by commas')).min(1))

const port = z.coerce.number().int().min(0).max(65_535)

/**
 * How finely `nodejs_eventloop_lag_*` measures, in ms: a block shows as up to so much longer than it is. Each measure wakes an
 * idle process; every 10 ms that takes half a percent of a processor, every 100 ms a tenth of it.
 */
export const loopPrecision = z.coerce.number().int().min(1).max(1_000).default(100)

/** The environment that every service reads. Secrets may be given as `<NAME>_FILE`, the path of a file that holds the value. */
export const baseConfig = z.object({
  /** Address that the gRPC server and the admin port listen on. */
  HOST: z.string().default('0.0.0.0'),
  /** Port of the rpcs; 0 takes a free one. */
  GRPC_PORT: port.default(50_051),
  /** Port of /livez, /readyz and /metrics; never a public one. 0 takes a free one. */
  ADMIN_PORT: port.default(9_090),
  /** Database servers as host:port, separated by commas; the writable one is found by asking. */
  DATABASE_HOSTS: list,
  /** Servers that may answer reads which bear being a moment behind. */
  DATABASE_REPLICAS: list.default([]),
  DATABASE_NAME: z.string().min(1),
  DATABASE_USER: z.string().min(1),
  DATABASE_PASSWORD: z.string(),
  /** amqp:// address of the broker with user and password. */
  BROKER_URL: z.url({ protocol: /^amqps?$/ }),
  /** PEM file with the public key of the gateway's internal tokens. */
  INTERNAL_PUBLIC_KEY_FILE: z.string().min(1),
  LOOP_PRECISION: loopPrecision,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

export type BaseConfig = z.output<typeof baseConfig>
