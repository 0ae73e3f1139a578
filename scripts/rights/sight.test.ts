import type { JsonObject } from '@bufbuild/protobuf'
import { callerNames, openCompany, type Caller, type Company } from './company'
import { maySee, maySeeNote } from './policy'
import { fillArchive, mighty, type Archive, type Records } from './records'
import { startSystem, type System } from './system'
import { overGrpc, overRest, rpcNamed, type Transport } from './transports'

let system: System
let company: Company
let archive: Archive
let grpc: Transport
let rest: Transport

beforeAll(async () => {
  system = await startSystem()
  company = await openCompany(system)
  archive = await fillArchive(system, company)
  grpc = overGrpc(system)
  rest = overRest(system)
}, 120_000)
afterAll(() => system.stop())

const callerNamed = (name: string): Caller => {
  const found = company.callers.find((caller) => caller.name === name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return found
}

const read = { account: 'customer.account.read', contact: 'customer.contact.read', note: 'customer.followUp.read' }

/** Whether the table lets the caller see a part of records: a follow-up of their owner, or something else. */
const mayFind = (caller: Caller, { relation }: Records, part: Part): boolean =>
  part === 'note' ? maySeeNote(caller, relation, relation === 'own') : maySee(caller, relation)

type Part = 'account' | 'binned' | 'contact' | 'binnedContact' | 'note'

/** Ids of all that the table lets the caller see. */
const seen = (caller: Caller, part: Part, permission: string): string[] => {
  if (!caller.permissions.has(permission)) return []
  const all = archive.everything(caller)
  return all
    .filter((records) => mayFind(caller, records, part))
    .map((records) => records[part])
    .sort()
}

type Listed = (JsonObject & { id: string })[]

const rowsIn = (answer: JsonObject, field: string) => (answer[field] ?? []) as unknown as Listed
const idsOf = (rows: Listed) => rows.map(({ id }) => id).sort()

describe.each(callerNames)('%s', (name) => {
  it.each([
    ['ListAccounts', 'AccountService/ListAccounts', 'accounts', {}, 'account', read.account],
    [
      'ListAccounts by words',
      'AccountService/ListAccounts',
      'accounts',
      { filter: { q: 'Harbour' } },
      'account',
      read.account,
    ],
    [
      'ListAccounts in the bin',
      'AccountService/ListAccounts',
      'accounts',
      { filter: { deleted: true } },
      'binned',
      read.account,
    ],
    ['ListContacts', 'ContactService/ListContacts', 'contacts', {}, 'contact', read.contact],
    ['ListContacts by words', 'ContactService/ListContacts', 'contacts', { q: 'Harbour' }, 'contact', read.contact],
    [
      'ListContacts in the bin',
      'ContactService/ListContacts',
      'contacts',
      { deleted: true },
      'binnedContact',
      read.contact,
    ],
    ['ListFollowUps', 'FollowUpService/ListFollowUps', 'followUps', {}, 'note', read.note],
  ] as const)('%s shows what the detail allows', async (_, rpc, field, request, part, permission) => {
    const caller = callerNamed(name)
    const wanted = seen(caller, part, permission)
    for (const send of [grpc, rest]) {
      const { reason, answer } = await send(rpcNamed(rpc), caller, { pageSize: 200, ...request })
      if (reason === 'permission_missing') expect(caller.permissions).not.toContain(permission)
      else expect(idsOf(rowsIn(answer, field))).toEqual(wanted)
    }
  })

  it('counts what the list shows', async () => {
    const caller = callerNamed(name)
    for (const [part, filter] of [
      ['account', {}],
      ['binned', { deleted: true }],
      ['account', { q: 'Harbour' }],
    ] as const) {
      const { reason, answer } = await rest(rpcNamed('AccountService/CountAccounts'), caller, { filter })
      if (reason === 'permission_missing') expect(caller.permissions).not.toContain(read.account)
      else expect(answer).toEqual({ count: seen(caller, part, read.account).length, exact: true })
    }
  })

  it('finds what the detail allows', async () => {
    const caller = callerNamed(name)
    const search = rpcNamed('SearchService/Search')
    const found = async (q: string, kind: string) => {
      const { answer } = await rest(search, caller, { q, limit: 50 })
      return idsOf(rowsIn(answer, 'hits').filter((hit) => hit['kind'] === kind))
    }
    const { reason } = await rest(search, caller, { q: 'Harbour' })
    if (reason === 'permission_missing') return expect(caller.permissions).not.toContain(read.account)
    expect(await found('Harbour works', 'ACCOUNT')).toEqual(seen(caller, 'account', read.account))
    expect(await found('Harbour person', 'CONTACT')).toEqual(seen(caller, 'contact', read.contact))
  })

  it('reads on a timeline nothing that the detail refuses', async () => {
    const caller = callerNamed(name)
    const timeline = rpcNamed('AccountService/ListTimeline')
    if (!caller.permissions.has(read.account))
      return expect((await rest(timeline, caller, { accountId: caller.id })).reason).toBe('permission_missing')
    const visible = archive.everything(caller).filter(({ relation }) => maySee(caller, relation))
    for (const one of new Map(visible.map((records) => [records.relation, records])).values()) {
      const { answer } = await rest(timeline, caller, { accountId: one.account })
      const objects = rowsIn(answer, 'entries').map(({ objectId }) => objectId)
      expect(objects.includes(one.contact)).toBe(caller.permissions.has(read.contact))
      expect(objects.includes(one.note)).toBe(caller.permissions.has(read.note) && mayFind(caller, one, 'note'))
    }
  })

  it('lists the imports that the detail allows', async () => {
    const caller = callerNamed(name)
    const { reason, answer } = await rest(rpcNamed('ImportService/ListImports'), caller, { pageSize: 200 })
    if (reason === 'permission_missing') return expect(caller.permissions).not.toContain('customer.import.create')
    const all = archive.everything(caller).filter(({ relation }) => relation !== 'of another company')
    const mine = all.filter(({ relation }) => relation === 'own' || caller.scope === 'ALL')
    expect(idsOf(rowsIn(answer, 'imports'))).toEqual(mine.map((records) => records.import).sort())
  })
})

it('the first page shows nothing that the detail refuses, not even of what somebody wrote themselves', async () => {
  const today = rpcNamed('TodayService/GetToday')
  for (const caller of company.callers) {
    await archive.oneOfEach(caller)
    const { reason, answer } = await rest(today, caller, {})
    expect(reason).toBe(caller.permissions.has(read.account) ? 'ok' : 'permission_missing')
    const visible = seen(caller, 'account', read.account)
    const accounts = ['overdue', 'dueToday', 'recent', 'quiet'].flatMap((field) => idsOf(rowsIn(answer, field)))
    const noted = rowsIn(answer, 'followUps').map(({ accountId }) => accountId as string)
    expect([...accounts, ...noted].filter((id) => !visible.includes(id))).toEqual([])
    expect(noted.length > 0).toBe(reason === 'ok' && caller.permissions.has(read.note))
  }
})

describe('what a tag tells', () => {
  const get = (caller: Caller, id: string, headers: Record<string, string> = {}) =>
    fetch(`${system.url}/v1/accounts/${id}`, { headers: { ...caller.headers, ...headers } })

  it('is nothing about a record out of sight', async () => {
    const caller = callerNamed('sales')
    const hidden = archive.everything(caller).filter(({ relation }) => !maySee(caller, relation))
    expect(hidden.length).toBeGreaterThan(10)
    for (const { account, relation } of hidden) {
      const owner = relation === 'of another company' ? company.stranger : company.administrator
      const tag = (await get(owner, account)).headers.get('etag') ?? ''
      expect(tag).not.toBe('')
      const reads = [
        await get(caller, account, { 'if-none-match': tag }),
        await get(caller, account, { 'if-none-match': '*' }),
      ]
      const writes = await Promise.all(
        [tag, '"999999"'].map((version) =>
          fetch(`${system.url}/v1/accounts/${account}`, {
            method: 'PATCH',
            headers: { ...caller.headers, 'content-type': 'application/json', 'if-match': version },
            body: '{"region":"x"}',
          }),
        ),
      )
      expect([...reads, ...writes].map(({ status }) => status)).toEqual([404, 404, 404, 404])
    }
  })
})

describe('live updates', () => {
  const listen = async (caller: Caller) => {
    const heard: { id: string; version: number }[] = []
    const end = new AbortController()
    const response = await fetch(`${system.url}/v1/live`, { headers: caller.headers, signal: end.signal })
    const listening = (async () => {
      let text = ''
      for await (const bytes of response.body ?? []) {
        text += Buffer.from(bytes as Uint8Array).toString()
        const events = text.split('\n\n')
        text = events.pop() ?? ''
        for (const event of events) {
          const data = /^data: (\{"id".*)$/m.exec(event)?.[1]
          if (data) heard.push((JSON.parse(data) as { aggregate: { id: string; version: number } }).aggregate)
        }
      }
    })().catch(() => undefined)
    return { caller, heard, end: async () => (end.abort(), listening) }
  }

  const until = async (met: () => boolean) => {
    for (let waited = 0; !met() && waited < 15_000; waited += 20) await new Promise((next) => setTimeout(next, 20))
    expect(met()).toBe(true)
  }

  it('tell everybody of what they see, and of nothing else', async () => {
    await system.drain()
    const windows = await Promise.all(company.callers.map(listen))
    const root = { actor: mighty(company), headers: {} }
    const away = { actor: mighty(company, company.stranger.id, '', company.stranger), headers: {} }
    const all = archive.everything(company.administrator)
    const change = async ({ relation, account, contact, note }: Records, words: string) => {
      const as = relation === 'of another company' ? away : root
      await grpc(rpcNamed('AccountService/UpdateAccount'), as, {
        id: account,
        account: { region: words },
        updateMask: { paths: ['region'] },
      })
      await grpc(rpcNamed('ContactService/UpdateContact'), as, {
        id: contact,
        contact: { title: words },
        updateMask: { paths: ['title'] },
      })
      await grpc(rpcNamed('FollowUpService/UpdateFollowUp'), as, {
        id: note,
        followUp: { content: words },
        updateMask: { paths: ['content'] },
      })
    }
    for (const records of all) await change(records, 'changed')
    for (const records of all) await change(records, 'changed again')

    for (const { caller, heard } of windows) {
      const parts = (['account', 'contact', 'note'] as const).filter((part) => caller.permissions.has(read[part]))
      const wanted = archive
        .everything(caller)
        .flatMap((one) => parts.filter((part) => mayFind(caller, one, part)).map((part) => one[part]))
      await until(() => wanted.every((id) => heard.filter((one) => one.id === id).length === 2))
      expect({ [caller.name]: [...new Set(heard.map(({ id }) => id))].sort() }).toEqual({
        [caller.name]: wanted.sort(),
      })
    }
    await Promise.all(windows.map(({ end }) => end()))
  }, 60_000)
})
