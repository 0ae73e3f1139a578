import {
  AccountService,
  Collaborator_Right,
  ContactService,
  DuplicateRule,
  Import_State,
  ImportService,
  type Import,
} from '@rapport/proto/customer'
import type { Actor } from '@rapport/chassis'
import { inTenant } from '@rapport/chassis/testing'
import { aSeller, startCustomer, type CustomerTest } from '../testing/customerTest'

const headers = '客户名称,统一社会信用代码,级别,电话,联系人,联系人手机,备注'

const SET_IMPORT = 'UPDATE accounts SET import_id = :id WHERE tenant_id = :tenantId AND id = :accountId'

describe('import', () => {
  let test: CustomerTest
  let tenantId = 100
  let as: Actor
  beforeAll(async () => {
    test = await startCustomer({ workers: true })
  })
  beforeEach(() => {
    as = aSeller('ALL', { tenantId: ++tenantId })
  })
  afterAll(() => test.stop())

  async function* parts(bytes: Uint8Array, start: boolean, duplicates: DuplicateRule) {
    yield await Promise.resolve({
      part: { case: 'header' as const, value: { fileName: '客户.csv', duplicates, start } },
    })
    for (let at = 0; at < bytes.length; at += 1000) {
      yield { part: { case: 'chunk' as const, value: bytes.subarray(at, at + 1000) } }
    }
    yield { part: { case: 'totalBytes' as const, value: BigInt(bytes.length) } }
  }

  const upload = (
    text: string | Uint8Array,
    { start = true, duplicates = DuplicateRule.SKIP } = {},
  ): Promise<Import> => {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
    return test.call(ImportService.method.uploadImport, parts(bytes, start, duplicates), { as })
  }

  const ended = async (id: string): Promise<Import> => {
    for (;;) {
      const job = await test.call(ImportService.method.getImport, { id }, { as, locale: 'zh-CN' })
      if (job.state !== Import_State.UPLOADED && job.state !== Import_State.RUNNING) return job
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  const run = async (text: string | Uint8Array, options = {}) => ended((await upload(text, options)).id)
  const accounts = async () =>
    (await test.call(AccountService.method.listAccounts, { orderBy: 'createdAt' }, { as })).accounts
  const balanced = (job: Import) =>
    expect(job.processedRows).toBe(job.createdRows + job.updatedRows + job.skippedRows + job.failedRows)

  it('takes good rows, leaves bad ones with their reason, and counts every row', async () => {
    const job = await run(
      [
        headers,
        '"杭州云帆\n科技有限公司",91350100M000100Y43,A,0571-88886666,赵敏,+86 138-1234-0001,=1+1',
        '宁波海纳有限公司,,B,,,,',
        ',,,,,,没有名称',
        '坏电话公司,,,12,,,',
        '宁波海纳有限公司,,,,,,重复',
      ].join('\r\n'),
    )
    expect(job).toMatchObject({
      state: Import_State.COMPLETED_WITH_ERRORS,
      totalRows: 5,
      createdRows: 2,
      skippedRows: 1,
      failedRows: 2,
      createdContacts: 1,
    })
    balanced(job)
    expect(job.firstErrors).toMatchObject([
      { row: 4, field: 'account.name' },
      { row: 5, column: '电话', reason: 'phone_invalid', message: '电话号码不正确。' },
    ])
    const [first] = await accounts()
    expect(first).toMatchObject({
      creditCode: '91350100M000100Y43',
      remark: '=1+1',
      phones: [{ e164: '+8657188886666' }],
    })
    const { contacts } = await test.call(ContactService.method.listContacts, {}, { as })
    expect(contacts).toMatchObject([{ name: '赵敏', phones: [{ e164: '+8613812340001' }] }])
  })

  it('adds further contacts of the same company from further rows', async () => {
    const job = await run([headers, '一家公司,,,,张三,13800000001,', '一家公司,,,,李四,13800000002,'].join('\n'))
    expect(job).toMatchObject({ createdRows: 1, updatedRows: 1, createdContacts: 2 })
    balanced(job)
  })

  it('updates what exists when asked to, and only what the row has', async () => {
    await test.anAccount({ name: '已有公司', industry: '制造', level: 2 }, as)
    const job = await run(['客户名称,级别,行业', '已有公司,A,'].join('\n'), { duplicates: DuplicateRule.UPDATE })
    expect(job).toMatchObject({ state: Import_State.COMPLETED, updatedRows: 1, createdRows: 0 })
    expect(await accounts()).toMatchObject([{ name: '已有公司', level: 1, industry: '制造', version: 2 }])
  })

  it('reads GB18030', async () => {
    const gbk = Uint8Array.from([
      0xbf, 0xcd, 0xbb, 0xa7, 0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0xb1, 0xb1, 0xbe, 0xa9, 0xb9, 0xab, 0xcb, 0xbe,
    ])
    expect(await run(gbk)).toMatchObject({ createdRows: 1 })
    expect(await accounts()).toMatchObject([{ name: '北京公司' }])
  })

  it('waits for a mapping, refuses an impossible one, and runs with a good one', async () => {
    const uploaded = await upload(['甲,乙', '深圳公司,A'].join('\n'), { start: false })
    expect(uploaded).toMatchObject({
      state: Import_State.UPLOADED,
      columns: [{ header: '甲', field: '', samples: ['深圳公司'] }, { header: '乙' }],
    })
    const start = (mapping: string[]) =>
      test.call(ImportService.method.startImport, { id: uploaded.id, mapping }, { as })
    await expect(start(['account.level', ''])).rejects.toMatchObject({ violations: [{ field: 'mapping' }] })
    await expect(start(['account.nonsense', 'account.name'])).rejects.toMatchObject({
      violations: [{ field: 'mapping[0]' }],
    })
    await start(['account.name', 'account.level'])
    expect(await ended(uploaded.id)).toMatchObject({ createdRows: 1 })
    await expect(start(['account.name', ''])).rejects.toMatchObject({ reason: 'import_started' })
  })

  it('refuses what is no list', async () => {
    await expect(upload('')).rejects.toMatchObject({ violations: [{ field: 'file' }] })
    await expect(upload('客户名称')).rejects.toMatchObject({
      violations: [{ field: 'file', reason: 'import_file_empty' }],
    })
    await expect(upload(Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]))).rejects.toMatchObject({
      violations: [{ field: 'file', reason: 'import_file_unreadable' }],
    })
  })

  it('refuses a file that was broken off, and keeps nothing of it', async () => {
    async function* brokenOff() {
      for await (const part of parts(new TextEncoder().encode('客户名称\n'.repeat(500)), true, DuplicateRule.SKIP))
        if (part.part.case !== 'totalBytes') yield part
    }
    await expect(test.call(ImportService.method.uploadImport, brokenOff(), { as })).rejects.toMatchObject({
      violations: [{ field: 'file', reason: 'import_file_incomplete' }],
    })
    expect((await test.call(ImportService.method.listImports, {}, { as })).imports).toEqual([])
  })

  it('changes nothing when the file is damaged near its end', async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => `公司${index},,,,,,`)
    const job = await run([headers, ...rows, '"没有结束的引号,,,,,,'].join('\n'))
    expect(job).toMatchObject({ state: Import_State.FAILED, processedRows: 0 })
    expect(job.failure).not.toBe('')
    expect(await accounts()).toEqual([])
  })

  it('gives the failed rows back with reasons in the language of the caller, formulas made harmless', async () => {
    const job = await run([headers, ',,,,,,"=HYPERLINK(""http://x"")"'].join('\n'))
    const text = async (locale: 'zh-CN' | 'en') => {
      const pieces = await test.call(ImportService.method.downloadErrorFile, { id: job.id }, { as, locale })
      return Buffer.concat(pieces.map(({ data }) => data)).toString('utf8')
    }
    expect(await text('zh-CN')).toContain('缺少客户名称')
    expect(await text('en')).toContain('The name of the customer is missing')
    expect(await text('en')).not.toMatch(/(^|,)"?=HYPERLINK/m)
  })

  it('keeps imports of others to themselves', async () => {
    const mine = await upload([headers, '私有公司,,,,,,'].join('\n'), { start: false })
    const other = aSeller('OWN', { tenantId })
    await expect(test.call(ImportService.method.getImport, { id: mine.id }, { as: other })).rejects.toMatchObject({
      kind: 'notFound',
    })
    expect((await test.call(ImportService.method.listImports, {}, { as: other })).imports).toEqual([])
  })

  it('shows the files of others to nobody who may not read in full what they hold', async () => {
    const { id } = await upload([headers, '私有公司,,,,,13800000003,'].join('\n'), { start: false })
    const listed = async (actor: Actor) =>
      (await test.call(ImportService.method.listImports, {}, { as: actor })).imports.map((one) => one.id)
    expect(await listed(aSeller('ALL', { tenantId }))).toEqual([id])
    for (const rule of ['HIDDEN', 'MASKED'] as const) {
      const other = aSeller('ALL', { tenantId, fieldRules: { 'contact.phones': rule } })
      expect(await listed(other)).toEqual([])
      await expect(test.call(ImportService.method.getImport, { id }, { as: other })).rejects.toMatchObject({
        kind: 'notFound',
      })
    }
  })

  describe('does nothing that its starter may not do by hand', () => {
    const may = (without: string[], fieldRules: Actor['fieldRules'] = {}) => {
      as = { ...as, permissions: new Set([...as.permissions].filter((each) => !without.includes(each))), fieldRules }
    }
    const refused = (...violations: object[]) => ({ kind: 'denied', reason: 'import_denied', violations })
    const missing = (permission: string, field: string) => ({
      field,
      reason: 'permission_missing',
      description: expect.stringContaining(permission) as string,
    })
    const list = ['客户名称,电话,联系人,联系人手机', '一家公司,010-62538800,张三,13800000001'].join('\n')
    const nothingLeft = async () =>
      expect((await test.call(ImportService.method.listImports, {}, { as })).imports).toEqual([])

    it('without the permission to change accounts: no UPDATE, started at once or later', async () => {
      may(['customer.account.update'])
      const forbidden = refused(missing('customer.account.update', 'duplicates'))
      await expect(upload(list, { duplicates: DuplicateRule.UPDATE })).rejects.toMatchObject(forbidden)
      await nothingLeft()
      const { id } = await upload(list, { start: false })
      const start = (duplicates: DuplicateRule) =>
        test.call(ImportService.method.startImport, { id, duplicates }, { as })
      await expect(start(DuplicateRule.UPDATE)).rejects.toMatchObject(forbidden)
      await start(DuplicateRule.SKIP)
      expect(await ended(id)).toMatchObject({ createdRows: 1, createdContacts: 1 })
    })

    it('without the permission to record accounts or contacts: none of them', async () => {
      may(['customer.account.create', 'customer.contact.create'])
      await expect(upload(list)).rejects.toMatchObject(
        refused(
          missing('customer.account.create', 'mapping'),
          missing('customer.contact.create', 'mapping[2]'),
          missing('customer.contact.create', 'mapping[3]'),
        ),
      )
      await nothingLeft()
    })

    it.each(['READ', 'MASKED', 'HIDDEN'] as const)('fields that are %s stay as they are', async (rule) => {
      await test.anAccount({ name: '一家公司', phones: ['010-11112222'] }, as)
      may([], { 'account.phones': rule })
      const locked = (index: number) => ({ field: `mapping[${index}]`, reason: 'field_protected' })
      // The phones of a contact that is the account itself go into the account.
      await expect(upload(list, { duplicates: DuplicateRule.UPDATE })).rejects.toMatchObject(
        refused(locked(1), locked(3)),
      )
      may([], { 'contact.phones': rule })
      await expect(upload(list, { duplicates: DuplicateRule.UPDATE })).rejects.toMatchObject(refused(locked(3)))
      may([], { 'account.phones': rule })
      const job = await run('客户名称,级别\n一家公司,A', { duplicates: DuplicateRule.UPDATE })
      expect(job).toMatchObject({ state: Import_State.COMPLETED, updatedRows: 1 })
      may([])
      expect(await accounts()).toMatchObject([{ level: 1, phones: [{ number: '010-11112222' }] }])
    })

    it('accounts out of sight or only to look at stay as they are, and nothing is told of them', async () => {
      const owner = as
      as = aSeller('OWN', { tenantId })
      const hidden = await test.anAccount({ name: '藏起来的公司', phones: ['13700009999'] }, owner)
      const shared = { name: '只看的公司', collaborators: [{ userId: as.id, right: Collaborator_Right.VIEW }] }
      await test.anAccount(shared, owner)
      const rows = ['客户名称,电话,级别,联系人', '改名,13700009999,A,张三', '只看的公司,,A,李四', '新的公司,,A,']
      const job = await run(rows.join('\n'), { duplicates: DuplicateRule.UPDATE })
      expect(job).toMatchObject({ createdRows: 1, failedRows: 2, createdContacts: 0 })
      balanced(job)
      expect(job.firstErrors).toMatchObject([2, 3].map((row) => ({ row, reason: 'import_account_of_another' })))
      for (const known of [hidden.id, '藏起来的公司', owner.id, owner.name])
        expect(JSON.stringify(job.firstErrors)).not.toContain(known)
      as = owner
      expect((await accounts()).map(({ name, version }) => [name, version])).toEqual(
        expect.arrayContaining([
          ['藏起来的公司', 1],
          ['只看的公司', 1],
        ]),
      )
    })

    it('accounts that came with it and belong to somebody else by now get no further contact', async () => {
      const owner = as
      as = aSeller('OWN', { tenantId })
      const account = await test.anAccount({ name: '转走的公司' }, owner)
      const { id } = await upload('客户名称,联系人\n转走的公司,张三', { start: false })
      await inTenant(tenantId, () => test.database.execute(SET_IMPORT, { id, accountId: account.id }))
      await test.call(ImportService.method.startImport, { id, duplicates: DuplicateRule.SKIP }, { as })
      expect(await ended(id)).toMatchObject({ skippedRows: 1, createdContacts: 0 })
    })
  })
})
