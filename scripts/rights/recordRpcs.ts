import type { Need } from './policy'
import type { Archive, Records } from './records'
import { rpcNamed } from './transports'

/** What one rpc does to one record, and what it wants of the caller. */
export interface RecordRpc {
  readonly rpc: ReturnType<typeof rpcNamed>
  readonly what: string
  /** What the request names, as the reason calls it that says that there is none. */
  readonly object: 'account' | 'contact' | 'follow_up' | 'import'
  readonly need: Need
  readonly request: (records: Records) => object
  /** Whether the caller wrote what the request names, whoever owns the account. */
  readonly wrote?: boolean
  /** What stands in the way when the rights do not. */
  readonly then?: string
  /** Puts back what a successful call did. */
  readonly undo?: (records: Records, archive: Archive) => Promise<unknown>
}

type More = Pick<RecordRpc, 'wrote' | 'then' | 'undo'> & { what?: string }

const rule = (
  name: string,
  object: RecordRpc['object'],
  need: Need,
  request: RecordRpc['request'],
  { what = '', ...more }: More = {},
): RecordRpc => ({ rpc: rpcNamed(name), what: `${name} ${what}`.trim(), object, need, request, ...more })

const bin = { what: 'in the bin' }
const ofBin = { what: 'of an account in the bin' }
const mask = (path: string) => ({ updateMask: { paths: [path] } })
const contactIn = (accountId: string) => ({ contact: { accountId, name: 'Harbour guest' } })
const noteOn = (accountId: string) => ({ followUp: { accountId, method: 1, content: 'Harbour call' } })

/** Every rpc that names a record of a customer, with the request that tries it. */
export const recordRpcs = (call: (name: string, request: object) => Promise<unknown>): RecordRpc[] => {
  const again = (name: string, id: (records: Records) => string) => ({
    undo: (records: Records) => call(name, { id: id(records) }),
  })
  return [
    rule('AccountService/GetAccount', 'account', 'see', ({ account: id }) => ({ id })),
    rule('AccountService/GetAccount', 'account', 'see', ({ binned: id }) => ({ id }), bin),
    rule('AccountService/UpdateAccount', 'account', 'edit', ({ account: id }) => ({
      ...{ id, account: { region: '上海' }, ...mask('region') },
    })),
    rule(
      'AccountService/UpdateAccount',
      'account',
      'gone',
      ({ binned: id }) => ({
        ...{ id, account: { region: '上海' }, ...mask('region') },
      }),
      bin,
    ),
    rule(
      'AccountService/DeleteAccount',
      'account',
      'edit',
      ({ account: id }) => ({ id }),
      again('AccountService/RestoreAccount', ({ account }) => account),
    ),
    rule('AccountService/DeleteAccount', 'account', 'gone', ({ binned: id }) => ({ id }), bin),
    rule('AccountService/RestoreAccount', 'account', 'edit', ({ binned: id }) => ({ id }), {
      ...{ ...bin, ...again('AccountService/DeleteAccount', ({ binned }) => binned) },
    }),
    rule('AccountService/RestoreAccount', 'account', 'gone', ({ account: id }) => ({ id })),
    rule('AccountService/AssignAccount', 'account', 'edit', ({ account: id, owner: ownerId }) => ({ id, ownerId })),
    rule('AccountService/ListTimeline', 'account', 'see', ({ account: accountId }) => ({ accountId })),
    rule('AccountService/ListTimeline', 'account', 'gone', ({ binned: accountId }) => ({ accountId }), bin),
    rule('ContactService/GetContact', 'contact', 'see', ({ contact: id }) => ({ id })),
    rule('ContactService/GetContact', 'contact', 'see', ({ binnedContact: id }) => ({ id }), bin),
    rule('ContactService/GetContact', 'contact', 'gone', ({ buriedContact: id }) => ({ id }), ofBin),
    rule(
      'ContactService/UpdateContact',
      'contact',
      'gone',
      ({ buriedContact: id }) => ({ id, contact: { title: '采购' }, ...mask('title') }),
      ofBin,
    ),
    rule('ContactService/DeleteContact', 'contact', 'gone', ({ buriedContact: id }) => ({ id }), ofBin),
    rule('ContactService/CreateContact', 'account', 'edit', ({ account }) => contactIn(account)),
    rule('ContactService/CreateContact', 'account', 'gone', ({ binned }) => contactIn(binned), bin),
    rule('ContactService/UpdateContact', 'contact', 'edit', ({ contact: id }) => ({
      ...{ id, contact: { title: '采购' }, ...mask('title') },
    })),
    rule(
      'ContactService/DeleteContact',
      'contact',
      'edit',
      ({ contact: id }) => ({ id }),
      again('ContactService/RestoreContact', ({ contact }) => contact),
    ),
    rule('ContactService/RestoreContact', 'contact', 'edit', ({ binnedContact: id }) => ({ id }), {
      ...{ ...bin, ...again('ContactService/DeleteContact', ({ binnedContact }) => binnedContact) },
    }),
    rule('FollowUpService/GetFollowUp', 'follow_up', 'see', ({ note: id }) => ({ id })),
    rule('FollowUpService/GetFollowUp', 'follow_up', 'gone', ({ buriedNote: id }) => ({ id }), ofBin),
    rule(
      'FollowUpService/UpdateFollowUp',
      'follow_up',
      'gone',
      ({ buriedNote: id }) => ({ id, followUp: { content: 'Harbour talk' }, ...mask('content') }),
      ofBin,
    ),
    rule('FollowUpService/DeleteFollowUp', 'follow_up', 'gone', ({ buriedNote: id }) => ({ id }), ofBin),
    rule('FollowUpService/CreateFollowUp', 'account', 'see', ({ account }) => noteOn(account)),
    rule('FollowUpService/CreateFollowUp', 'account', 'gone', ({ binned }) => noteOn(binned), bin),
    rule('FollowUpService/UpdateFollowUp', 'follow_up', 'author', ({ note: id }) => ({
      ...{ id, followUp: { content: 'Harbour talk' }, ...mask('content') },
    })),
    rule(
      'FollowUpService/UpdateFollowUp',
      'follow_up',
      'author',
      ({ mine: id }) => ({ id, followUp: { content: 'Harbour talk' }, ...mask('content') }),
      { what: 'that the caller wrote', wrote: true },
    ),
    rule('FollowUpService/DeleteFollowUp', 'follow_up', 'author', ({ note: id }) => ({ id }), {
      undo: async (records, archive) => {
        records.note = await archive.writeNote(records.owner, records.account)
      },
    }),
    rule('FollowUpService/DeleteFollowUp', 'follow_up', 'author', ({ mine: id }) => ({ id }), {
      ...{ what: 'that the caller wrote', wrote: true },
    }),
    rule('ImportService/GetImport', 'import', 'starter', ({ import: id }) => ({ id })),
    rule('ImportService/StartImport', 'import', 'starter', ({ import: id }) => ({ id }), { then: 'import_started' }),
    rule('ImportService/CancelImport', 'import', 'starter', ({ import: id }) => ({ id }), { then: 'import_finished' }),
    rule('ImportService/DownloadErrorFile', 'import', 'starter', ({ import: id }) => ({ id })),
  ]
}
