import { hash, parseOptions, verify, type Options } from '@node-rs/argon2'
import { normalised } from './password'

/** argon2id with 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } satisfies Options

/** The hash to keep of a password. About 60 ms of one core, off the main thread. */
export const hashOfPassword = (password: string): Promise<string> => hash(normalised(password), PARAMETERS)

let decoy: Promise<string> | undefined

/**
 * Whether the password belongs to the hash. Without a hash (unknown user, not yet activated) it takes the same time and
 * answers no, so that the time tells nothing.
 */
export const passwordMatches = async (kept: string | null | undefined, password: string): Promise<boolean> => {
  const matches = await verify(
    kept ?? (await (decoy ??= hashOfPassword('no password has this hash'))),
    normalised(password),
  )
  return matches && Boolean(kept)
}

/** Whether the hash was made with other parameters than those used today, and should be made anew at the next sign-in. */
export const isOutdated = (kept: string): boolean => {
  const { memoryCost, timeCost, parallelism } = parseOptions(kept)
  return (
    !kept.startsWith('$argon2id$') ||
    memoryCost !== PARAMETERS.memoryCost ||
    timeCost !== PARAMETERS.timeCost ||
    parallelism !== PARAMETERS.parallelism
  )
}
