import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { allRunning, logPath } from '../stack/processes'
import { allTexts, canaryHost, injections } from './fuzz/injections'
import { keepOrRefuse } from './fuzz/keepOrRefuse'
import { textFieldsOf } from './fuzz/textFields'
import { describe, operationsOf } from './openApiClient'
import { ownCompany } from './ownCompany'
import { address, type SignedIn } from './stack'

const seed = Number(process.env['FUZZ_SEED'] || 20_261_122)
/** Each operation is given every n-th text, and those that create all injections; 1 for all texts everywhere. */
const share = Number(process.env['FUZZ_SHARE'] || 12)

/** Operations that take text and keep none of it. */
const keepNothing = new Set([
  ...['signIn', 'acceptInvitation', 'changePassword', 'confirmTotp', 'disableTotp'],
  ...['findDuplicateAccounts', 'startImport'],
])

let me: SignedIn
let accountId: string
let importId: string
let previewId: string
test.beforeAll(async () => {
  me = await ownCompany('Injection')
})

const made = async (path: string, body: object): Promise<string> => {
  const response = await me.call('POST', path, body)
  const answer = (await response.json()) as { id?: string; user?: { id: string } }
  expect(response.status, JSON.stringify(answer)).toBe(201)
  return answer.id ?? answer.user?.id ?? ''
}

/** What of each operation that keeps text must be known beside the text. */
const writings = async (): Promise<Record<string, { path: string; base: () => Record<string, unknown> }>> => {
  const { roles } = (await (await me.call('GET', '/v1/roles')).json()) as { roles: { id: string }[] }
  const roleId = roles[0]?.id ?? ''
  accountId = await made('/v1/accounts', { name: 'Canary holder' })
  const account = () => ({ name: randomUUID() })
  const contact = () => ({ accountId, name: 'A' })
  const followUp = () => ({ accountId, method: 'PHONE', content: 'A' })
  const twoNames = () => ({ nameZh: `甲${randomUUID()}`, nameEn: randomUUID() })
  const user = () => ({ login: `p${randomBytes(6).toString('hex')}`, name: 'A', roleIds: [roleId] })
  const apiKey = () => ({ name: 'A', roleId })
  const change = async (collection: string, base: () => object) => ({
    path: `/v1/${collection}/${await made(`/v1/${collection}`, base())}`,
    base: () => ({}),
  })
  return {
    createAccount: { path: '/v1/accounts?allowDuplicates=true', base: account },
    createContact: { path: '/v1/contacts', base: contact },
    createFollowUp: { path: '/v1/followUps', base: followUp },
    createDepartment: { path: '/v1/departments', base: twoNames },
    createRole: { path: '/v1/roles', base: twoNames },
    createUser: { path: '/v1/users', base: user },
    createApiKey: { path: '/v1/apiKeys', base: apiKey },
    updateAccount: await change('accounts', account),
    updateContact: await change('contacts', contact),
    updateFollowUp: await change('followUps', followUp),
    updateDepartment: await change('departments', twoNames),
    updateRole: await change('roles', twoNames),
    updateUser: await change('users', user),
    updateTenant: { path: '/v1/tenant', base: () => ({}) },
    updateProfile: { path: '/v1/profile', base: () => ({}) },
  }
}

test('every text in every field is kept as it is, or refused with the name of the field', async () => {
  test.setTimeout(600_000)
  const description = await describe(address())
  const known = await writings()
  const texts = allTexts(seed, 40)
  const faults: string[] = []
  let kept = 0
  const writeAll = async ({ method, operation }: ReturnType<typeof operationsOf>[number], place: number) => {
    const fields = textFieldsOf(description, operation)
    if (fields.length === 0 || keepNothing.has(operation.operationId)) return
    const found = known[operation.operationId]
    if (!found) throw new Error(`${operation.operationId} takes text: say what else its body needs`)
    const isMine = (text: string, at: number) =>
      at % share === place % share || (method === 'post' && injections.some((one) => one === text))
    for (const text of texts.filter(isMine)) {
      const writing = { method: method.toUpperCase(), path: found.path, fields, base: found.base() }
      const outcome = await keepOrRefuse(me, writing, text)
      faults.push(...outcome.faults)
      kept += outcome.kept
    }
  }
  await Promise.all(operationsOf(description).map(writeAll))
  expect(faults.join('\n'), `replay with FUZZ_SEED=${seed}`).toBe('')
  expect(kept).toBeGreaterThan(500)
})

const upload = async (lines: string[], start: boolean): Promise<string> => {
  const form = new FormData()
  form.set('start', String(start))
  form.set('file', new Blob([lines.join('\n')]), `<img src=x onerror=window.__hit=1>.csv`)
  return ((await (await me.call('POST', '/v1/imports', form)).json()) as { id: string }).id
}

test('in an import the same texts come back harmless', async () => {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const rows = injections.map((text) => `${quoted(text)},${quoted(text)},12`)
  const headers = injections.map((text) => quoted(text.slice(0, 100)))
  previewId = await upload([['客户名称', ...headers].join(','), ...rows], false)
  importId = await upload(['客户名称,备注,电话', ...rows], true)
  const job = async () => (await (await me.call('GET', `/v1/imports/${importId}`)).json()) as Record<string, unknown>
  await expect.poll(async () => (await job())['state']).toBe('COMPLETED_WITH_ERRORS')
  expect((await job())['failedRows']).toBe(injections.length)
  const errors = await (await me.call('GET', `/v1/imports/${importId}/errorFile`)).text()
  for (const text of injections) {
    const isFormula = /^\s*[=+\-@＝]/.test(text)
    expect(errors).toContain((isFormula ? `'${text}` : text).replaceAll('"', '""'))
  }
  expect(errors).not.toMatch(/(?:^|[,\n])"?[\t ]*[=+@＝-]/)
})

/** What of a page came to life that was only text. */
const lifeIn = async (page: Page): Promise<string> =>
  JSON.stringify(
    await page.evaluate(`[
      window.__hit,
      ...document.querySelectorAll('[onerror],[onload],[onbegin],[ontoggle],[onfocus],[onmouseover],iframe,object,embed,base,animate'),
      ...document.querySelectorAll('meta[http-equiv],script:not([src]),a[href^="javascript" i],a[href^="data" i]'),
      ...document.querySelectorAll('[src*="canary"],[href*="${canaryHost}/"],[action*="canary"]'),
    ].filter(Boolean).map((one) => one.outerHTML ?? one)`),
  )

test('in the portal they are text and nothing else', async ({ page, context }) => {
  test.setTimeout(180_000)
  const hits: string[] = []
  page.on('dialog', (dialog) => {
    hits.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (new URL(request.url()).host !== new URL(address()).host && !/^(data|blob):/.test(request.url()))
      hits.push(`a request to ${request.url()}`)
  })
  const [name = '', value = ''] = me.cookie.split('=')
  await context.addCookies([{ name, value, url: address() }])

  const lively = injections.filter((text) => /^(<img|<svg\/|javascript:|\{\{c)/.test(text))
  const pages = lively.map(async (text): Promise<[string, string]> => {
    const body = { name: text, shortName: text, address: text, remark: text, tags: [text.slice(0, 40)] }
    return [`/customers/${await made('/v1/accounts?allowDuplicates=true', body)}`, text]
  })
  // Lists show some of them, in whatever order they were written.
  const lifeless = /__hit|canary/
  const visits: [path: string, text: string | RegExp][] = [
    ['/customers', lifeless],
    [`/customers/${accountId}`, lifeless],
    ...(await Promise.all(pages)),
    ['/contacts', lifeless],
    ['/follow-ups', lifeless],
    ['/imports', '<img src=x onerror=window.__hit=1>.csv'],
    [`/imports/${importId}`, '<img src=x onerror=window.__hit=1>.csv'],
    ['/settings/users', lifeless],
    ['/settings/roles', lifeless],
    ['/settings/departments', lifeless],
    ['/settings/api-keys', lifeless],
    ['/settings/audit', /</],
  ]
  for (const [path, text] of visits) {
    await page.goto(path)
    await expect(page.getByText(text).first(), path).toBeAttached()
    await expect(page.locator('[aria-busy="true"], .skeleton')).toHaveCount(0)
    expect(await lifeIn(page), path).toBe('[]')
  }
  await page.goto(`/imports/${previewId}`)
  for (const step of ['columns', 'preview']) {
    if (step === 'preview') await page.getByRole('button', { name: /^(下一步|Next)$/ }).click()
    await expect(page.getByText(lifeless).first(), step).toBeVisible()
    expect(await lifeIn(page), `import, ${step}`).toBe('[]')
  }
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').last().fill('script window hit')
  await expect(page.getByRole('option').first()).toBeVisible()
  expect(await lifeIn(page), 'search').toBe('[]')
  expect(hits).toEqual([])

  // The canary would have sung.
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(injections[1])})`)
  expect(await lifeIn(page)).toContain('onerror')
  await expect.poll(() => hits.length).toBeGreaterThan(0)
})

test('every line of every log is one object still', () => {
  const dir = process.env['RAPPORT_DIR'] ?? ''
  const names = allRunning(dir).map(({ name }) => name)
  const isForged = (line: string): boolean => {
    const entry: unknown = JSON.parse(line)
    return (
      typeof entry !== 'object' || entry === null || !('time' in entry) || ('msg' in entry && entry.msg === 'forged')
    )
  }
  for (const name of names.filter((one) => !['database', 'broker', 'epmd'].includes(one))) {
    // The last line may not be complete yet.
    const lines = readFileSync(logPath(dir, name), 'utf8').split('\n').slice(0, -1)
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.filter(isForged)).toEqual([])
  }
})
