import { setTimeout as sleep } from 'node:timers/promises'
import { randomFrom, type Random } from '../seed/random'
import type { Answer, Call, Send } from './client'

/** A command that was sent, and what it must have left behind if it was acknowledged. */
export interface Write {
  key: string
  action: string
  /** Kind of the timeline entry. */
  activity: string
  acknowledged: boolean
}

/** An account as its writer knows it. */
export interface KnownAccount {
  id: string
  name: string
  remark: string
  version: number
  deleted: boolean
  contacts: Set<string>
  followUps: Set<string>
  activities: string[]
  /** Whether a command on it was never answered, so that its state may be one or the other. */
  doubtful: boolean
}

/** All that the writers know. */
export interface Written {
  writes: Write[]
  accounts: KnownAccount[]
  /** Names under which an account may be, though nobody said so. */
  perhaps: string[]
  /** Answers that a writer alone with its accounts must never get. */
  surprises: string[]
}

const LONGEST_PAUSE = 40

interface Writer {
  random: Random
  name: string
  send: Send
  written: Written
  own: KnownAccount[]
}

const command = async (
  { send, written }: Writer,
  [action, activity]: [string, string],
  call: Call,
  expected: number,
): Promise<Answer> => {
  const write: Write = { key: call.key, action: `customer.${action}`, activity, acknowledged: false }
  written.writes.push(write)
  const answer = await send(call)
  write.acknowledged = answer?.status === expected
  if (answer && !write.acknowledged)
    written.surprises.push(`${call.method} ${call.path} ${call.key}: ${answer.status} ${JSON.stringify(answer.json)}`)
  return write.acknowledged ? answer : undefined
}

const create = async (writer: Writer, key: string): Promise<void> => {
  const { random, written, own } = writer
  const name = `Drill ${key} ${random.digits(12)}`
  const remark = random.digits(40)
  const call: Call = { method: 'POST', path: '/v1/accounts', body: { name, remark }, key }
  const answer = await command(writer, ['account.created', 'ACCOUNT_CREATED'], call, 201)
  if (!answer) return void written.perhaps.push(name)
  const account: KnownAccount = {
    ...{ id: String(answer.json['id']), name, remark, version: 1, deleted: false, doubtful: false },
    ...{ contacts: new Set(), followUps: new Set(), activities: ['ACCOUNT_CREATED'] },
  }
  own.push(account)
  written.accounts.push(account)
}

/** What a writer does to an account: the kind of command, the call, the answer that says it is done, and what is known then. */
interface Deed {
  kind: [string, string]
  call: Omit<Call, 'key'>
  expected: number
  done: (account: KnownAccount, answer: Record<string, unknown>) => void
}

const edit = ({ id, version }: KnownAccount, random: Random): Deed => {
  const remark = random.digits(40)
  return {
    kind: ['account.updated', 'ACCOUNT_UPDATED'],
    call: { method: 'PATCH', path: `/v1/accounts/${id}`, body: { remark }, headers: { 'if-match': `"${version}"` } },
    expected: 200,
    done: (account) => void Object.assign(account, { remark, version: version + 1 }),
  }
}

const remove = ({ id, version }: KnownAccount): Deed => ({
  kind: ['account.deleted', 'ACCOUNT_DELETED'],
  call: { method: 'DELETE', path: `/v1/accounts/${id}`, headers: { 'if-match': `"${version}"` } },
  expected: 204,
  done: (account) => void Object.assign(account, { deleted: true, version: version + 1 }),
})

const restore = ({ id, version }: KnownAccount): Deed => ({
  kind: ['account.restored', 'ACCOUNT_RESTORED'],
  call: { method: 'POST', path: `/v1/accounts/${id}:restore`, body: {} },
  expected: 200,
  done: (account) => void Object.assign(account, { deleted: false, version: version + 1 }),
})

const addContact = ({ id }: KnownAccount, random: Random): Deed => ({
  kind: ['contact.created', 'CONTACT_ADDED'],
  call: { method: 'POST', path: '/v1/contacts', body: { accountId: id, name: `Contact ${random.digits(12)}` } },
  expected: 201,
  done: (account, { id: contactId }) => void account.contacts.add(String(contactId)),
})

const addFollowUp = ({ id }: KnownAccount, random: Random): Deed => ({
  kind: ['followUp.created', 'FOLLOW_UP'],
  call: { method: 'POST', path: '/v1/followUps', body: { accountId: id, method: 'PHONE', content: random.digits(60) } },
  expected: 201,
  done: (account, { id: followUpId }) => void account.followUps.add(String(followUpId)),
})

const work = async (writer: Writer, account: KnownAccount, key: string): Promise<void> => {
  const { random } = writer
  const choose = account.deleted
    ? restore
    : random.pick([edit, edit, edit, addContact, addFollowUp, addFollowUp, remove])
  const { kind, call, expected, done } = choose(account, random)
  const answer = await command(writer, kind, { ...call, key }, expected)
  if (!answer) return void (account.doubtful = true)
  done(account, answer.json)
  account.activities.push(kind[1])
}

/**
 * Sets writers going, each with accounts of its own, so that each knows exactly what must be there. What they do follows
 * from the seed; only when they do it is left to time.
 */
export const startWorkload = (send: Send, seed: string, writers: number) => {
  const written: Written = { writes: [], accounts: [], perhaps: [], surprises: [] }
  let stopped = false
  const run = async (index: number): Promise<void> => {
    const name = `${seed}-${index}`
    const writer: Writer = { random: randomFrom(name), name, send, written, own: [] }
    for (let count = 0; !stopped; count++) {
      const usable = writer.own.filter(({ doubtful }) => !doubtful)
      const key = `${name}-${count}`
      if (usable.length < 3 || writer.random.chance(0.25)) await create(writer, key)
      else await work(writer, writer.random.pick(usable), key)
      await sleep(writer.random.integer(0, LONGEST_PAUSE))
    }
  }
  const running = Promise.all(Array.from({ length: writers }, (_, index) => run(index)))
  return {
    written,
    /** Resolves when every writer knows what became of its last command. */
    stop: async () => {
      stopped = true
      await running
    },
  }
}
