import { z } from 'zod'

import { accountKeys } from './accounts'
import { auditKeys } from './auditEntries'
import { contactKeys } from './contacts'
import { departmentKeys } from './departments'
import { followUpKeys } from './followUps'
import { importKeys } from './imports'
import { roleKeys } from './roles'
import { userKeys } from './users'

/** A fact that the server tells a signed-in portal: what happened to which record. */
const liveEventSchema = z.object({
  type: z.string(),
  aggregate: z.object({ type: z.string().default(''), id: z.string().default('') }).default({ type: '', id: '' }),
})

export type LiveEvent = z.infer<typeof liveEventSchema>
type Key = readonly unknown[]

/** Reads the data of a server-sent event; undefined for keep-alives and for what this portal does not know. */
export const parseLiveEvent = (data: string): LiveEvent | undefined => {
  try {
    return liveEventSchema.safeParse(JSON.parse(data)).data
  } catch {
    return undefined
  }
}

const ofAccount = (id: string): Key[] => [
  accountKeys.lists,
  accountKeys.counts,
  followUpKeys.today,
  ...(id ? [accountKeys.detail(id), accountKeys.timelines(id)] : [accountKeys.all]),
]

/** The cache keys that a fact makes stale; none for facts that no screen shows. */
export const staleKeys = ({ type, aggregate }: LiveEvent): Key[] => {
  const record = type.split('.').slice(0, 2).join('.')
  switch (record) {
    case 'customer.account':
      return ofAccount(aggregate.id)
    case 'customer.contact':
      return [contactKeys.all, ['accounts', 'timeline']]
    case 'customer.activity':
      return [followUpKeys.all, followUpKeys.today, ['accounts', 'timeline'], ['accounts', 'detail']]
    case 'customer.import':
      return [importKeys.all, accountKeys.lists, accountKeys.counts, contactKeys.all]
    case 'identity.user':
      return [userKeys.all]
    case 'identity.role':
      return [roleKeys.all]
    case 'identity.department':
      return [departmentKeys.all]
    case 'identity.audit':
      return [auditKeys.list({}).slice(0, 1)]
    default:
      return []
  }
}
