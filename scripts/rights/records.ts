import { randomUUID } from 'node:crypto'
import type { Actor } from '@rapport/chassis'
import { anActor } from '@rapport/chassis/testing'
import { contract } from '@rapport/proto'
import {
  AccountService,
  Collaborator_Right,
  ContactService,
  FollowUpService,
  ImportService,
} from '@rapport/proto/customer'
import type { Caller, Company } from './company'
import type { Relation } from './policy'
import type { System } from './system'

/** One account with all that belongs to it, by id. */
export interface Records {
  readonly relation: Relation
  /** Who owns it, as an id that may be named in requests of the company. */
  readonly owner: string
  account: string
  /** In the recycle bin. */
  binned: string
  contact: string
  binnedContact: string
  /** Living, of the account in the bin. */
  buriedContact: string
  /** A follow-up of the owner. */
  note: string
  /** About the account in the bin. */
  buriedNote: string
  /** A follow-up of the caller. */
  mine: string
  import: string
}

/** The records of a company, and how they stand to whom. */
export interface Archive {
  /** One of each kind, with a follow-up of the caller wherever there can be one. */
  oneOfEach(caller: Caller): Promise<Records[]>
  /** All that there is, also what the others own, as it stands to the caller. */
  everything(caller: Caller): Records[]
  /** A follow-up by somebody about an account. */
  writeNote(author: string, account: string): Promise<string>
}

/** Somebody of the company who may do everything: makes records in the name of people who may not, and puts back what a test did. */
export const mighty = (
  { administrator }: Company,
  id = administrator.id,
  departmentId = '',
  of = administrator,
): Actor => {
  const { permissions, scopes } = {
    permissions: contract().permissions,
    scopes: { 'customer.account': 'ALL' as const, 'customer.followUp': 'ALL' as const },
  }
  return anActor({ tenantId: of.actor.tenantId, id, departmentId, permissions, scopes })
}

/** Fills a company with records of all of its people, and of another company. */
export const fillArchive = async ({ call }: System, company: Company): Promise<Archive> => {
  const { administrator, stranger, callers, colleagues } = company
  let made = 0

  const writeNote = async (author: string, accountId: string) => {
    const followUp = { accountId, method: 1, content: 'Harbour talk' }
    return (await call(FollowUpService.method.createFollowUp, { followUp }, { as: mighty(company, author) })).id
  }

  const records = async (relation: Relation, owner: Actor, right?: Collaborator_Right): Promise<Records> => {
    const collaborators = right ? callers.map(({ id }) => ({ userId: id, right })) : []
    const account = async (words: string) => {
      const request = { account: { name: `Harbour ${words} ${++made}`, collaborators }, allowDuplicates: true }
      return (await call(AccountService.method.createAccount, request, { as: owner })).id
    }
    const contact = async (accountId: string) =>
      (
        await call(
          ContactService.method.createContact,
          { contact: { accountId, name: `Harbour person ${++made}` } },
          { as: owner },
        )
      ).id
    const [living, binned] = [await account('works'), await account('ruins')]
    const buriedContact = await contact(binned)
    const note = async (accountId: string) => {
      const followUp = { accountId, method: 1, content: 'Harbour talk' }
      return (await call(FollowUpService.method.createFollowUp, { followUp }, { as: owner })).id
    }
    const buriedNote = await note(binned)
    await call(AccountService.method.deleteAccount, { id: binned }, { as: owner })
    const binnedContact = await contact(living)
    await call(ContactService.method.deleteContact, { id: binnedContact }, { as: owner })
    const data = new TextEncoder().encode('客户名称\nHarbour import\n')
    const parts = [
      { part: { case: 'header' as const, value: { fileName: 'harbour.csv' } } },
      { part: { case: 'chunk' as const, value: data } },
      { part: { case: 'totalBytes' as const, value: BigInt(data.length) } },
    ]
    const upload = await call(ImportService.method.uploadImport, parts, { as: owner })
    await call(ImportService.method.cancelImport, { id: upload.id }, { as: owner })
    return {
      ...{
        relation,
        owner: owner.tenantId === administrator.actor.tenantId ? owner.id : administrator.id,
        account: living,
        binned,
      },
      ...{ contact: await contact(living), binnedContact, import: upload.id, mine: randomUUID() },
      ...{ note: await note(living), buriedContact, buriedNote },
    }
  }

  const of = ({ id, departmentId }: Company['colleagues'][keyof Company['colleagues']]) =>
    mighty(company, id, departmentId)
  const common = await Promise.all([
    records('shared to look at', of(colleagues.other), Collaborator_Right.VIEW),
    records('shared to edit', of(colleagues.other), Collaborator_Right.EDIT),
    records('of my reports', of(colleagues.report)),
    records('of my team', of(colleagues.mate)),
    records('of a team below', of(colleagues.junior)),
    records('of another team', of(colleagues.other)),
    records('of another company', mighty(company, stranger.id, '', stranger)),
  ])
  const own = await Promise.all(
    callers.map(async (owner) => ({
      owner,
      records: await records('own', mighty(company, owner.id, owner.actor.departmentId)),
    })),
  )

  const nobodys = (): Records => {
    const ids = {
      ...{ account: randomUUID(), binned: randomUUID(), import: randomUUID() },
      ...{ contact: randomUUID(), binnedContact: randomUUID(), buriedContact: randomUUID() },
      ...{ note: randomUUID(), buriedNote: randomUUID(), mine: randomUUID() },
    }
    return { relation: 'of nobody', owner: administrator.id, ...ids }
  }

  // People stand in the order in which they lead each other; programs belong to nobody.
  const relationTo = (caller: Caller, other: Caller): Relation => {
    if (caller === other) return 'own'
    if (!caller.isPerson || !other.isPerson) return 'of another team'
    return callers.indexOf(other) > callers.indexOf(caller) ? 'of my reports' : 'of my team'
  }

  return {
    writeNote,
    everything: (caller) => [
      ...common,
      ...own.map(({ owner, records: one }) => ({ ...one, relation: relationTo(caller, owner) })),
    ],
    oneOfEach: async (caller) => {
      const found = [...own.filter(({ owner }) => owner === caller).map((one) => one.records), ...common]
      for (const one of found)
        if (one.relation !== 'of another company') one.mine = await writeNote(caller.id, one.account)
      return [...found, nobodys()]
    },
  }
}
