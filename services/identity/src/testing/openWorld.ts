import { randomBytes } from 'node:crypto'
import { actorOf, type Actor } from '@rapport/chassis'
import { testService, type TestOptions, type TestService } from '@rapport/chassis/testing'
import {
  RoleService,
  SessionService,
  TenantService,
  UserService,
  type Role,
  type SignInResponse,
  type Tenant,
} from '@rapport/proto/identity'
import type { IdentityConfig } from '../config'
import { identity } from '../service'

/** The gateway itself. */
export const gateway = { internal: true } as const

/** A person of a test, signed in. */
export interface Colleague {
  readonly id: string
  readonly login: string
  readonly password: string
  readonly actor: Actor
  readonly sessionToken: string
}

/** A company of a test with its first administrator. */
interface Company {
  readonly tenant: Tenant
  readonly administrator: Colleague
  readonly roles: readonly Role[]
}

interface SignInTraits {
  readonly ip?: string
  readonly totpCode?: string
}

/** The identity service with one company in it, and verbs to arrange what a test needs. */
export interface World extends TestService<IdentityConfig> {
  readonly company: Company
  /** Lets time pass, in seconds; it stands still otherwise. */
  pass(seconds: number): void
  now(): Date
  openCompany(name?: string): Promise<Company>
  signIn(login: string, password: string, traits?: SignInTraits): Promise<SignInResponse>
  actorBehind(sessionToken: string): Promise<Actor>
  /** The id of a default role of the company. */
  role(key: string): string
  /** Invites a colleague with these roles, who accepts and signs in. */
  hire(roleKeys: string[], traits?: { name?: string; departmentId?: string; managerId?: string }): Promise<Colleague>
}

const environment = { PUBLIC_URL: 'https://crm.example.cn/', SECRETS_KEY: randomBytes(32).toString('base64') }

let count = 0

/** A login that nobody has yet. */
export const aLogin = (): string => `person${process.pid}.${++count}`

/** A password that is good enough. */
export const aPassword = (): string => `lantern-${randomBytes(6).toString('hex')}`

/** The token in an invitation link. */
export const tokenIn = (url: string): string => new URL(url).searchParams.get('token') ?? ''

/** Starts the service for the tests of one file. */
export const openWorld = async (options: TestOptions = {}): Promise<World> => {
  let time = Date.now()
  const now = () => new Date(time)
  const service = await testService(identity, { environment, clock: now, ...options })
  const { call } = service

  const signIn: World['signIn'] = (login, password, { ip = '203.0.113.1', totpCode = '' } = {}) =>
    call(SessionService.method.signIn, { login, password, totpCode }, { as: gateway, ip, userAgent: 'Firefox' })

  const actorBehind: World['actorBehind'] = async (sessionToken) => {
    const { principal } = await call(SessionService.method.authenticateSession, { sessionToken }, { as: gateway })
    if (!principal) throw new Error('a session has a principal')
    return actorOf(principal)
  }

  const arrive = async (id: string, login: string, password: string): Promise<Colleague> => {
    const { sessionToken } = await signIn(login, password)
    return { id, login, password, sessionToken, actor: await actorBehind(sessionToken) }
  }

  const openCompany: World['openCompany'] = async (name = '融客贸易有限公司') => {
    const [login, password] = [aLogin(), aPassword()]
    const { tenant, administratorId } = await call(
      TenantService.method.registerTenant,
      {
        tenant: { name },
        administratorLogin: login,
        administratorName: '李娜',
        administratorEmail: `${login}@example.cn`,
        administratorPassword: password,
      },
      { as: gateway },
    )
    if (!tenant) throw new Error('a registered company is answered')
    const administrator = await arrive(administratorId, login, password)
    const { roles } = await call(RoleService.method.listRoles, {}, { as: administrator.actor })
    return { tenant, administrator, roles }
  }

  const company = await openCompany()
  const role = (key: string) => company.roles.find((candidate) => candidate.key === key)?.id ?? ''

  const hire: World['hire'] = async (roleKeys, traits = {}) => {
    const [login, newPassword] = [aLogin(), aPassword()]
    const invitation = await call(
      UserService.method.createUser,
      { user: { login, name: '王芳', email: `${login}@example.cn`, roleIds: roleKeys.map(role), ...traits } },
      { as: company.administrator.actor },
    )
    await call(SessionService.method.acceptInvitation, { token: tokenIn(invitation.url), newPassword })
    return arrive(invitation.user?.id ?? '', login, newPassword)
  }

  return {
    ...service,
    company,
    pass: (seconds) => {
      time += seconds * 1000
    },
    now,
    openCompany,
    signIn,
    actorBehind,
    role,
    hire,
  }
}
