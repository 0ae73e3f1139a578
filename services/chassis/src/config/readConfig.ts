import { readFileSync } from 'node:fs'
import type { z } from 'zod'

export type Environment = Readonly<Record<string, string | undefined>>

/** The environment does not say what the program needs to know; the message names each variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const fromFile = (name: string, path: string): string => {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    throw new ConfigError(`${name}_FILE names ${path}, which cannot be read`, { cause: error })
  }
}

/** The value of a variable, or the content of the file that `<NAME>_FILE` names. */
const valueOf = (environment: Environment, name: string): string | undefined => {
  const path = environment[`${name}_FILE`]
  const value = environment[name]
  if (path && value) throw new ConfigError(`${name} and ${name}_FILE are both set; give one of them`)
  // An empty variable counts as absent, so that defaults hold for compose files which pass through what is not set.
  return path ? fromFile(name, path) : value || undefined
}

/**
 * Reads and checks the variables that `schema` names. Throws a ConfigError with one sentence per variable that is missing
 * or wrong; values are never part of it, they may be secrets.
 */
export const readConfig = <S extends z.ZodObject>(schema: S, environment: Environment = process.env): z.output<S> => {
  const raw = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, valueOf(environment, name)]))
  const result = schema.safeParse(raw)
  if (result.success) return result.data
  const sentences = result.error.issues.map(({ path, message }) => {
    const name = String(path[0] ?? 'the environment')
    return raw[name] === undefined ? `${name} is not set` : `${name} is wrong: ${message}`
  })
  throw new ConfigError([...new Set(sentences)].join('; '))
}
