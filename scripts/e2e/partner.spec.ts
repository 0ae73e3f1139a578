import { expect, test } from '@playwright/test'
import { openApiClient } from './openApiClient'
import { address, signIn } from './stack'

/** The administrator makes a key with the partner role, as on the settings page. */
const partnerKey = async (): Promise<string> => {
  const administrator = await signIn('administrator')
  const { roles } = (await (await administrator.call('GET', '/v1/roles')).json()) as {
    roles: { id: string; key: string }[]
  }
  const roleId = roles.find(({ key }) => key === 'partner')?.id
  const created = await administrator.call('POST', '/v1/apiKeys', { name: 'Journey', roleId })
  expect(created.status).toBe(201)
  return ((await created.json()) as { secret: string }).secret
}

test('a partner program imports, finds and works with customers over REST, knowing only the published description', async () => {
  const call = await openApiClient(address(), await partnerKey())

  const file = ['客户名称,联系人,手机', '苏州星辰自动化有限公司,孙丽,138 1234 9876', '坏的一行,,12'].join('\r\n')
  const form = new FormData()
  form.set('duplicates', 'SKIP')
  form.set('file', new Blob([file], { type: 'text/csv' }), '客户.csv')
  const upload = await call('uploadImport', { body: form })
  expect(upload.status).toBe(200)
  const importId = String(upload.json['id'])

  await expect
    .poll(async () => (await call('getImport', { parameters: { id: importId } })).json['state'])
    .toBe('COMPLETED_WITH_ERRORS')
  const job = (await call('getImport', { parameters: { id: importId } })).json
  expect(job).toMatchObject({ totalRows: 2, processedRows: 2, createdRows: 1, failedRows: 1, createdContacts: 1 })
  const errors = await call('downloadErrorFile', { parameters: { id: importId }, headers: { 'accept-language': 'en' } })
  expect(errors.text).toContain('This is not a phone number')

  for (const q of ['星辰自动', 'szxc', '9876']) {
    const { hits } = (await call('search', { parameters: { q } })).json as { hits: { accountName: string }[] }
    expect(hits.map(({ accountName }) => accountName)).toContain('苏州星辰自动化有限公司')
  }
  const found = (await call('search', { parameters: { q: '苏州星辰' } })).json as { hits: { accountId: string }[] }
  const accountId = found.hits[0]?.accountId ?? ''

  const contact = await call('createContact', { body: { accountId, name: '钱进', phones: ['13912340000'] } })
  expect(contact.status).toBe(201)
  const followUp = await call('createFollowUp', {
    body: { accountId, contactId: String(contact.json['id']), method: 'PHONE', content: '已确认报价' },
  })
  expect(followUp.status).toBe(201)
  const { entries } = (await call('listTimeline', { parameters: { accountId } })).json as {
    entries: { kind: string; content: string }[]
  }
  expect(entries.slice(0, 2)).toMatchObject([
    { kind: 'FOLLOW_UP', content: '已确认报价' },
    { kind: 'CONTACT_ADDED', content: '钱进' },
  ])

  const account = await call('getAccount', { parameters: { id: accountId } })
  const etag = account.headers.get('etag') ?? ''
  const write = { parameters: { id: accountId, 'If-Match': etag }, body: { level: 'A' } }
  expect((await call('updateAccount', write)).json).toMatchObject({ level: 'A' })
  expect((await call('updateAccount', write)).status).toBe(412)
})

test('the same idempotency key has its effect once', async () => {
  const call = await openApiClient(address(), await partnerKey())
  const create = (name: string) =>
    call('createAccount', { parameters: { 'Idempotency-Key': 'partner-journey-1' }, body: { name } })
  const [first, second] = [await create('幂等测试公司'), await create('幂等测试公司')]
  expect(second.json).toEqual(first.json)
  expect((await create('另一个名字')).status).toBe(422)
})
