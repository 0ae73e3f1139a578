import { everyPage } from '../api/everyPage'
import { inParallel } from '../api/inParallel'
import type { Session } from '../api/session'
import type { DemoFollowUp } from '../followUps'
import { chinaTime } from './chinaTime'
import { report } from './report'
import type { StoredAccounts } from './storedAccounts'

interface Written {
  accountId: string
  content: string
}

const keyOf = (author: string, accountId: string, content: string): string => `${author} ${accountId} ${content}`

const writtenKeys = async (sessions: Map<string, Session>): Promise<Set<string>> => {
  const keys = await inParallel([...sessions.values()], async (session) => {
    const written = await everyPage<Written>(session, '/v1/followUps', 'followUps', { ownerId: 'me' })
    return written.map(({ accountId, content }) => keyOf(session.login, accountId, content))
  })
  return new Set(keys.flat())
}

/** Finds the ids of contacts by account and name; asks once for each account. */
const contactFinder = () => {
  const known = new Map<string, Promise<Map<string, string>>>()
  const read = async (session: Session, accountId: string): Promise<Map<string, string>> => {
    const contacts = await everyPage<{ id: string; name: string }>(session, '/v1/contacts', 'contacts', { accountId })
    return new Map(contacts.map(({ id, name }) => [name, id]))
  }
  return async (session: Session, accountId: string, name: string | undefined): Promise<string> => {
    if (name === undefined) return ''
    const contacts = known.get(accountId) ?? read(session, accountId)
    known.set(accountId, contacts)
    return (await contacts).get(name) ?? ''
  }
}

/** Records the follow-ups that are missing, each as its author; accounts that are gone are left out. */
export const recordFollowUps = async (
  followUps: readonly DemoFollowUp[],
  sessions: Map<string, Session>,
  stored: StoredAccounts,
  now: Date,
): Promise<void> => {
  const written = await writtenKeys(sessions)
  const missing = followUps.flatMap((followUp) => {
    const { author, owner, account, content } = followUp
    const session = sessions.get(author)
    const accountId = stored.get(owner)?.get(account)?.id
    if (!session || !accountId || written.has(keyOf(author, accountId, content))) return []
    return [{ ...followUp, session, accountId }]
  })
  const contactNamed = contactFinder()
  await inParallel(missing, async ({ session, accountId, contact, method, content, happened, next }) => {
    await session.post('/v1/followUps', {
      ...{ accountId, contactId: await contactNamed(session, accountId, contact), method, content },
      happenedAt: chinaTime(happened, now).toISOString(),
      ...(next && { nextAt: chinaTime(next, now).toISOString() }),
    })
  })
  if (missing.length > 0) report(`recorded ${missing.length} follow-ups and notes`)
}
