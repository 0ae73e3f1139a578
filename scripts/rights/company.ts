import { randomUUID } from 'node:crypto'
import { actorOf, type Actor } from '@rapport/chassis'
import { contract } from '@rapport/proto'
import {
  ApiKeyService,
  DepartmentService,
  RoleService,
  Scope as ScopeOnWire,
  SessionService,
  TenantService,
  UserService,
} from '@rapport/proto/identity'
import { defaultRoles, ownRoles, type Holder, type RolePolicy } from './policy'
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

/** Somebody with records of their own who never calls. */
interface Colleague {
  readonly id: string
  readonly departmentId: string
}

export interface Company {
  /** Somebody of each role in the order in which they lead each other, then programs. All people are of one team. */
  readonly callers: readonly Caller[]
  readonly administrator: Caller
  /** Administrator of another company. */
  readonly stranger: Caller
  /** Whom all callers lead although they are of another team, somebody of the callers' team, of the one below it, and of another. */
  readonly colleagues: Readonly<Record<'report' | 'mate' | 'junior' | 'other', Colleague>>
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

/** Opens a company with somebody of each role, led by somebody else each; and another company beside it. */
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
    const { permissions, scope, followUps = scope } = policyOf(key)
    return {
      ...{ name, id, isPerson, scope, followUps, permissions: new Set(permissions), actor: actorOf(principal) },
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

  for (const [key, { permissions, scope, followUps = scope }] of Object.entries(ownRoles)) {
    const scopes = { 'customer.account': ScopeOnWire[scope], 'customer.followUp': ScopeOnWire[followUps] }
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

  const placed = ({ id }: { id: string }, departmentId: string) => ({ id, departmentId })
  return {
    callers,
    administrator,
    stranger,
    colleagues: {
      report: placed(report, elsewhere),
      mate: placed(mate, team),
      junior: placed(junior, below),
      other: placed(other, elsewhere),
    },
  }
}
