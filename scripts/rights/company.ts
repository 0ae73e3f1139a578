import { randomUUID } from 'node:crypto'
import { actorOf, type Actor } from '@rapport/chassis'
import { anActor } from '@rapport/chassis/testing'
import { contract } from '@rapport/proto'
import {
  AccountService,
  Collaborator_Right,
  ContactService,
  FollowUpService,
  ImportService,
} from '@rapport/proto/customer'
import {
  ApiKeyService,
  DepartmentService,
  RoleService,
  Scope as ScopeOnWire,
  SessionService,
  TenantService,
  UserService,
} from '@rapport/proto/identity'
import { defaultRoles, ownRoles, type Holder, type Relation, type RolePolicy } from './policy'
import type { System } from './system'

/** Somebody who can sign in, with what the table says of them. */
export interface Caller extends Holder {
  readonly name: string
  readonly id: string
  /** As the gateway would tell the services. */
  readonly actor: Actor
  /** What a request brings along. */
  readonly headers: Readonly<Record<string, string>>
}

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
  /** A follow-up of the owner. */
  note: string
  /** A follow-up of the caller. */
  mine: string
  import: string
}

export interface Company {
  readonly callers: readonly Caller[]
  readonly administrator: Caller
  /** Of the other company. */
  readonly stranger: Caller
  readonly department: string
  /** What there is, as it stands to the caller. */
  recordsFor(caller: Caller): Promise<Records[]>
  /** All that there is, also what the others own, as it stands to the caller. */
  everythingFor(caller: Caller): Promise<Records[]>
  /** A follow-up by somebody about an account. */
  writeNote(author: string, account: string): Promise<string>
  /** May do everything in the company; puts back what a test did. */
  readonly root: Actor
}

const gateway = { internal: true } as const
const password = 'lantern-before-the-harbour'
const everything = contract().permissions

const policies: Readonly<Record<string, RolePolicy>> = Object.fromEntries(
  Object.entries({ ...defaultRoles, ...ownRoles }).map(([key, policy]) => [
    key,
    policy === 'everything' ? { permissions: everything, scope: 'ALL' as const } : policy,
  ]),
)

/** What API keys are made for. */
const programs = ['partner', 'sales']
const programNamed = (key: string) => `program of ${key}`

/** Who calls in the tests: somebody of each role, and programs. */
export const callerNames: readonly string[] = [...Object.keys(policies), ...programs.map(programNamed)]

const policyOf = (key: string): RolePolicy => {
  const policy = policies[key]
  if (!policy) throw new Error(`the table has no role ${key}`)
  return policy
}

/** Opens a company with somebody of each role, and records of all of their colleagues; and another company beside it. */
export const openCompany = async (system: System): Promise<Company> => {
  const { call } = system
  const run = randomUUID().slice(0, 8)

  const callerWith = async (
    name: string,
    key: string,
    id: string,
    secret: string,
    isPerson: boolean,
  ): Promise<Caller> => {
    const { principal } = isPerson
      ? await call(SessionService.method.authenticateSession, { sessionToken: secret }, { as: gateway })
      : await call(SessionService.method.authenticateApiKey, { apiKey: secret, ip: '127.0.0.1' }, { as: gateway })
    if (!principal) throw new Error('who signed in has a principal')
    const { permissions, scope } = policyOf(key)
    return {
      ...{ name, id, isPerson, scope, permissions: new Set(permissions), actor: actorOf(principal) },
      headers: isPerson ? { cookie: `rapport=${secret}`, origin: system.url } : { authorization: `Bearer ${secret}` },
    }
  }

  const signIn = async (key: string, id: string, login: string) => {
    const { sessionToken } = await call(
      SessionService.method.signIn,
      { login, password },
      { as: gateway, ip: '127.0.0.1' },
    )
    return callerWith(key, key, id, sessionToken, true)
  }

  const register = async (name: string) => {
    const login = `${name}.${run}`
    const answer = await call(
      TenantService.method.registerTenant,
      {
        tenant: { name },
        ...{ administratorLogin: login, administratorName: name },
        ...{ administratorEmail: `${login}@example.cn`, administratorPassword: password },
      },
      { as: gateway },
    )
    return signIn('administrator', answer.administratorId, login)
  }

  const [administrator, stranger] = await Promise.all([register('home'), register('away')])
  const as = administrator.actor
  const department = async (nameEn: string, parentId = '') =>
    (
      await call(
        DepartmentService.method.createDepartment,
        { department: { nameZh: nameEn, nameEn, parentId } },
        { as },
      )
    ).id
  const team = await department('Team')
  const below = await department('Below', team)
  const elsewhere = await department('Elsewhere')

  for (const [key, { permissions, scope }] of Object.entries(ownRoles)) {
    const scopes = { 'customer.account': ScopeOnWire[scope], 'customer.followUp': ScopeOnWire[scope] }
    const role = { nameZh: key, nameEn: key, permissions: [...permissions], scopes }
    await call(RoleService.method.createRole, { role }, { as })
  }
  const { roles } = await call(RoleService.method.listRoles, {}, { as })
  const roleIds = (key: string) => roles.filter((role) => (role.key || role.nameEn) === key).map(({ id }) => id)

  const hire = async (name: string, role: string, departmentId: string, managerId: string) => {
    const login = `${name}.${run}`
    const email = `${login}@example.cn`
    const user = { login, name, email, mobile: '13800138000', roleIds: roleIds(role), departmentId, managerId }
    const invitation = await call(UserService.method.createUser, { user }, { as })
    const token = new URL(invitation.url).searchParams.get('token') ?? ''
    const arrived = call(SessionService.method.acceptInvitation, { token, newPassword: password })
    return { id: invitation.user?.id ?? '', login, arrived }
  }

  // A line of people of whom each leads the next; the last leads the one whose records all of them see as those of a report.
  const hired: { key: string; id: string; login: string; arrived: Promise<unknown> }[] = []
  for (const key of Object.keys(policies)) hired.push({ key, ...(await hire(key, key, team, hired.at(-1)?.id ?? '')) })
  const report = await hire('report', 'sales', elsewhere, hired.at(-1)?.id ?? '')
  const mate = await hire('mate', 'sales', team, '')
  const junior = await hire('junior', 'sales', below, '')
  const other = await hire('other', 'sales', elsewhere, '')
  await Promise.all([...hired, report, mate, junior, other].map(({ arrived }) => arrived))

  const program = async (key: string) => {
    const apiKey = { name: key, roleId: roleIds(key)[0] ?? '' }
    const { secret, apiKey: made } = await call(ApiKeyService.method.createApiKey, { apiKey }, { as })
    return callerWith(programNamed(key), key, made?.id ?? '', secret, false)
  }
  const callers = [
    ...(await Promise.all(hired.map(({ key, id, login }) => signIn(key, id, login)))),
    ...(await Promise.all(programs.map(program))),
  ]

  const { tenantId } = administrator.actor
  const mighty = (id: string, departmentId: string, tenant = tenantId): Actor =>
    anActor({ tenantId: tenant, id, departmentId, permissions: everything, scopes: { 'customer.account': 'ALL' } })
  const root = mighty(administrator.id, '')
  let made = 0

  const writeNote = async (author: string, accountId: string) => {
    const followUp = { accountId, method: 1, content: 'Harbour talk' }
    return (await call(FollowUpService.method.createFollowUp, { followUp }, { as: mighty(author, '') })).id
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
    await call(AccountService.method.deleteAccount, { id: binned }, { as: owner })
    const binnedContact = await contact(living)
    await call(ContactService.method.deleteContact, { id: binnedContact }, { as: owner })
    const followUp = { accountId: living, method: 1, content: 'Harbour talk' }
    const data = new TextEncoder().encode('客户名称\nHarbour import\n')
    const parts = [
      { part: { case: 'header' as const, value: { fileName: 'harbour.csv' } } },
      { part: { case: 'chunk' as const, value: data } },
      { part: { case: 'totalBytes' as const, value: BigInt(data.length) } },
    ]
    const upload = await call(ImportService.method.uploadImport, parts, { as: owner })
    await call(ImportService.method.cancelImport, { id: upload.id }, { as: owner })
    return {
      ...{ relation, owner: owner.tenantId === tenantId ? owner.id : administrator.id, account: living, binned },
      ...{ contact: await contact(living), binnedContact, import: upload.id, mine: randomUUID() },
      note: (await call(FollowUpService.method.createFollowUp, { followUp }, { as: owner })).id,
    }
  }

  const common = await Promise.all([
    records('shared to look at', mighty(other.id, elsewhere), Collaborator_Right.VIEW),
    records('shared to edit', mighty(other.id, elsewhere), Collaborator_Right.EDIT),
    records('of my reports', mighty(report.id, elsewhere)),
    records('of my team', mighty(mate.id, team)),
    records('of a team below', mighty(junior.id, below)),
    records('of another team', mighty(other.id, elsewhere)),
    records('of another company', mighty(stranger.id, '', stranger.actor.tenantId)),
  ])

  const nobodys = (): Records => {
    const [account, binned, contact, binnedContact, note, mine, upload] = Array.from({ length: 7 }, () => randomUUID())
    const ids = { account, binned, contact, binnedContact, note, mine, import: upload } as Omit<
      Records,
      'relation' | 'owner'
    >
    return { relation: 'of nobody', owner: administrator.id, ...ids }
  }

  const own = new Map<string, Promise<Records>>()
  const ownOf = ({ id, actor }: Caller) => {
    const known = own.get(id) ?? records('own', mighty(id, actor.departmentId))
    own.set(id, known)
    return known
  }
  await Promise.all(callers.map(ownOf))

  const line = hired.map(({ id }) => id)
  const relationTo = (caller: Caller, other: Caller): Relation => {
    if (caller === other) return 'own'
    if (!caller.isPerson || !other.isPerson) return 'of another team'
    return line.indexOf(other.id) > line.indexOf(caller.id) ? 'of my reports' : 'of my team'
  }

  return {
    everythingFor: async (caller) => [
      ...common,
      ...(await Promise.all(
        callers.map(async (other) => ({ ...(await ownOf(other)), relation: relationTo(caller, other) })),
      )),
    ],
    callers,
    administrator,
    stranger,
    department: team,
    root,
    writeNote,
    recordsFor: async (caller) => {
      const found = await Promise.all([ownOf(caller), ...common])
      for (const one of found)
        if (one.relation !== 'of another company') one.mine = await writeNote(caller.id, one.account)
      return [...found, nobodys()]
    },
  }
}
