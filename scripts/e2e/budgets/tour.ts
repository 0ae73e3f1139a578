import { expect } from '@playwright/test'
import { generateSync } from 'otplib'
import type { Administrator } from '../ownCompany'

type Found = Record<string, unknown>

/** Sends the request of one operation and answers with its body. */
export type Go = (operation: string, path: string, body?: object | FormData) => Promise<Found>

/** Rows of the list that is imported first, so that the pages of lists are full. */
const ROWS = 60

const list = (from: number): FormData => {
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const number = String(from + at)
    return `预算第${number}号机械制造有限公司,B,025-86880${number},何静${number},13855880${number}`
  })
  const text = ['客户名称,级别,电话,联系人,联系人手机', ...rows, ',,,,没有名称的一行'].join('\n')
  const form = new FormData()
  form.set('start', 'false')
  form.set('file', new Blob([text], { type: 'text/csv' }), '客户.csv')
  return form
}

const one = (found: Found, name: string): Found => found[name] as Found
const textOf = (found: Found, name: string): string => String(found[name])

/** Uses every operation of the API, as the administrator of a company that has nothing yet. */
export const tour = async (go: Go, administrator: Administrator): Promise<void> => {
  const importId = textOf(await go('uploadImport', '/v1/imports', list(100)), 'id')
  await go('startImport', `/v1/imports/${importId}:start`, {})
  const stateOf = async () => {
    const answer = await administrator.call('GET', `/v1/imports/${importId}`)
    return ((await answer.json()) as Found)['state']
  }
  await expect.poll(stateOf, { timeout: 60_000 }).toBe('COMPLETED_WITH_ERRORS')
  await go('getImport', `/v1/imports/${importId}`)
  await go('downloadErrorFile', `/v1/imports/${importId}/errorFile`)
  const other = textOf(await go('uploadImport', '/v1/imports', list(200)), 'id')
  await go('cancelImport', `/v1/imports/${other}:cancel`, {})
  await go('listImports', '/v1/imports')
  await go('downloadTemplate', '/v1/imports/template')

  const user = await workWithUsers(go)
  await workWithCustomers(go, user)
  await go('listAuditEntries', '/v1/auditEntries?pageSize=50')
  await workWithOneself(go, administrator)
}

const workWithUsers = async (go: Go): Promise<string> => {
  await go('getPermissionCatalogue', '/v1/roles/catalogue')
  const roles = (await go('listRoles', '/v1/roles'))['roles'] as Found[]
  const sales = textOf(roles.find(({ key }) => key === 'sales') ?? {}, 'id')
  const role = textOf(
    await go('createRole', '/v1/roles', { nameZh: '外勤', nameEn: 'Field', permissions: ['customer.account.read'] }),
    'id',
  )
  await go('getRole', `/v1/roles/${role}`)
  await go('updateRole', `/v1/roles/${role}`, { nameEn: 'Outdoor' })
  await go('deleteRole', `/v1/roles/${role}`)

  await go('listDepartments', '/v1/departments')
  const department = textOf(await go('createDepartment', '/v1/departments', { nameZh: '外勤', nameEn: 'Field' }), 'id')
  await go('getDepartment', `/v1/departments/${department}`)
  await go('updateDepartment', `/v1/departments/${department}`, { nameEn: 'Outdoor' })
  await go('deleteDepartment', `/v1/departments/${department}`)

  const login = `tour${Date.now()}`
  const invited = await go('createUser', '/v1/users', { login, name: '出游', roleIds: [sales] })
  const user = textOf(one(invited, 'user'), 'id')
  await go('getUser', `/v1/users/${user}`)
  await go('updateUser', `/v1/users/${user}`, { name: '出行' })
  const { url } = await go('reinviteUser', `/v1/users/${user}:reinvite`, {})
  const token = String(url).split(/[/=#]/).at(-1) ?? ''
  await go('acceptInvitation', '/v1/invitations:accept', { token, newPassword: 'lantern-before-the-harbour' })
  await go('disableUser', `/v1/users/${user}:disable`, {})
  await go('enableUser', `/v1/users/${user}:enable`, {})
  await go('listUsers', '/v1/users')

  const key = one(await go('createApiKey', '/v1/apiKeys', { name: 'Tour', roleId: sales }), 'apiKey')
  await go('listApiKeys', '/v1/apiKeys')
  await go('revokeApiKey', `/v1/apiKeys/${textOf(key, 'id')}:revoke`, {})
  await go('getTenant', '/v1/tenant')
  await go('updateTenant', '/v1/tenant', { name: 'Tour two' })
  return user
}

const workWithCustomers = async (go: Go, ownerId: string): Promise<void> => {
  const phones = ['025-86889999']
  const id = textOf(await go('createAccount', '/v1/accounts', { name: '预算创建有限公司', level: 'B', phones }), 'id')
  const account = `/v1/accounts/${id}`
  await go('getAccount', account)
  await go('updateAccount', account, { level: 'A' })
  await go('findDuplicateAccounts', '/v1/accounts:findDuplicates', { phones })
  const contact = `/v1/contacts/${textOf(await go('createContact', '/v1/contacts', { accountId: id, name: '柳青' }), 'id')}`
  await go('getContact', contact)
  await go('updateContact', contact, { title: '采购' })
  await go('deleteContact', contact)
  await go('restoreContact', `${contact}:restore`, {})
  const note = { accountId: id, method: 'PHONE', content: '确认了下月的采购计划' }
  const followUp = `/v1/followUps/${textOf(await go('createFollowUp', '/v1/followUps', note), 'id')}`
  await go('getFollowUp', followUp)
  await go('updateFollowUp', followUp, { content: '确认了采购计划' })
  await go('listFollowUps', '/v1/followUps')
  await go('listTimeline', `${account}/timeline`)
  await go('deleteFollowUp', followUp)
  await go('listAccounts', '/v1/accounts?pageSize=50')
  await go('countAccounts', '/v1/accounts:count')
  await go('listContacts', '/v1/contacts?pageSize=50')
  await go('search', `/v1/search?q=${encodeURIComponent('机械制造')}`)
  await go('getToday', '/v1/today?timeZone=Asia/Shanghai')
  await go('assignAccount', `${account}:assign`, { ownerId })
  await go('deleteAccount', account)
  await go('restoreAccount', `${account}:restore`, {})
}

const workWithOneself = async (go: Go, { login, password }: Administrator): Promise<void> => {
  await go('getSession', '/v1/session')
  await go('updateProfile', '/v1/profile', { mobile: '13855889999' })
  const { secret } = await go('enrolTotp', '/v1/profile:enrolTotp', {})
  await go('confirmTotp', '/v1/profile:confirmTotp', { code: generateSync({ secret: String(secret) }) })
  await go('disableTotp', '/v1/profile:disableTotp', { password })
  await go('signIn', '/v1/session', { login, password })
  const sessions = (await go('listSessions', '/v1/sessions'))['sessions'] as Found[]
  const elsewhere = sessions.find(({ current }) => !current) ?? {}
  await go('revokeSession', `/v1/sessions/${textOf(elsewhere, 'id')}`)
  await go('changePassword', '/v1/profile:changePassword', { currentPassword: password, newPassword: `${password}2` })
  await go('signOut', '/v1/session')
}
