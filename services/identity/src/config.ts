import { z } from 'zod'

const KEY_BYTES = 32

/** Environment of the identity service beside the base. */
export const config = z.object({
  /** Address under which people reach the portal; invitation links begin with it. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  /** Key that encrypts secrets at rest: 32 bytes in base64. Usually given as SECRETS_KEY_FILE. */
  SECRETS_KEY: z
    .string()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((key) => key.length === KEY_BYTES, `must be ${KEY_BYTES} bytes in base64`),
})

export type IdentityConfig = z.output<typeof config>
