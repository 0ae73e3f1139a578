import { everyPage } from '../api/everyPage'
import { postPublicly, type Session } from '../api/session'
import { demoColleagues, demoPassword, type DemoUser } from '../demo'
import { Trouble } from '../../stack/say'
import { report } from './report'

interface User {
  id: string
  login: string
  state: string
}

interface Invitation {
  user: User
  url: string
}

const idIn = (ids: Map<string, string>, name: string | undefined, what: string): string => {
  if (name === undefined) return ''
  const id = ids.get(name)
  if (id === undefined) throw new Trouble(`there is no ${what} ${name}`)
  return id
}

const accept = async (url: string, invitation: Invitation): Promise<void> => {
  const token = new URL(invitation.url).searchParams.get('token') ?? ''
  await postPublicly(url, '/v1/invitations:accept', { token, newPassword: demoPassword })
}

/** Invites the people who are missing and accepts for them. Returns the ids of all by login. */
export const inviteUsers = async (
  url: string,
  administrator: Session,
  departments: Map<string, string>,
): Promise<Map<string, string>> => {
  const { roles } = await administrator.get<{ roles: { id: string; key: string }[] }>('/v1/roles')
  const roleIds = new Map(roles.map(({ key, id }) => [key, id]))
  const users = await everyPage<User>(administrator, '/v1/users', 'users')
  const states = new Map(users.map((user) => [user.login, user.state]))
  const ids = new Map(users.map((user) => [user.login, user.id]))

  const invite = ({ login, name, role, locale, mobile = '', ...user }: DemoUser): Promise<Invitation> => {
    if (states.get(login) === 'INVITED') {
      return administrator.post<Invitation>(`/v1/users/${idIn(ids, login, 'user')}:reinvite`, {})
    }
    return administrator.post<Invitation>('/v1/users', {
      ...{ login, name, locale, mobile, email: `${login}@rapport-demo.example` },
      departmentId: idIn(departments, user.department, 'department'),
      managerId: idIn(ids, user.manager, 'user'),
      roleIds: [idIn(roleIds, role, 'role')],
    })
  }

  const missing = demoColleagues.filter(({ login }) => (states.get(login) ?? 'INVITED') === 'INVITED')
  for (const colleague of missing) {
    const invitation = await invite(colleague)
    ids.set(colleague.login, invitation.user.id)
    await accept(url, invitation)
  }
  if (missing.length > 0) report(`invited ${missing.length} people`)
  return ids
}
