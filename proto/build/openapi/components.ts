import type { DescMessage } from '@bufbuild/protobuf'
import type { Schema } from './Schema'

/** The named schemas of the document, collected while it is written. */
export interface Components {
  /** Refers to a named schema and describes it on its first use. Throws when another thing has that name already. */
  refer: (name: string, owner: string, describe: () => Schema) => Schema
  schemas: () => Record<string, Schema>
}

/** Starts with no schema at all. */
export const createComponents = (): Components => {
  const owners = new Map<string, string>()
  const schemas = new Map<string, Schema>()
  return {
    refer: (name, owner, describe) => {
      const known = owners.get(name) ?? owner
      if (known !== owner)
        throw new Error(`${known} and ${owner} are both called ${name} in the API: rename one of them`)
      if (!owners.has(name)) {
        owners.set(name, owner)
        schemas.set(name, describe())
      }
      return { $ref: `#/components/schemas/${name}` }
    },
    schemas: () => Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

/** The message and all messages inside it, each once. */
export const reachable = (message: DescMessage, seen = new Set<DescMessage>()): Set<DescMessage> => {
  if (seen.has(message)) return seen
  seen.add(message)
  for (const field of message.fields) if (field.message) reachable(field.message, seen)
  return seen
}
