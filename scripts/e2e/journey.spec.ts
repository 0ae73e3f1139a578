import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { loginNamed, loginOf } from './stack'
import { words, type Language } from './words'

const shots = join(process.env['RAPPORT_DIR'] ?? 'test-results', 'screenshots')
mkdirSync(shots, { recursive: true })

interface View {
  name: string
  language: Language
  viewport: { width: number; height: number }
}

const views: View[] = [
  { name: 'zh-wide', language: 'zh-CN', viewport: { width: 1440, height: 900 } },
  { name: 'en-wide', language: 'en', viewport: { width: 1440, height: 900 } },
  { name: 'zh-phone', language: 'zh-CN', viewport: { width: 390, height: 844 } },
  { name: 'en-phone', language: 'en', viewport: { width: 390, height: 844 } },
]

/** What the portal remembers of the language that somebody chose. */
const chosen = (language: Language) => `localStorage.setItem('rapport.locale', '${language}')`

/** A list as a spreadsheet would export it; the names differ from view to view so that none is a duplicate of another. */
const list = (view: string, number: number) =>
  [
    '客户名称,统一社会信用代码,级别,电话,联系人,联系人手机,备注',
    `"南京锦程电子商务${view}有限公司",,A,025-8688${number}000,高峰,138 5588 ${number}001,"两行\n备注"`,
    `成都蜀韵茶业${view}公司,,B,,何静,139-5588-${number}002,=1+1`,
    ',,,,,,没有名称的一行',
  ].join('\r\n')

/** Waits until nothing is shown as loading any more. */
const settled = (page: Page) => expect(page.locator('[aria-busy="true"], .skeleton')).toHaveCount(0)

/** Somebody who may import and whose portal speaks the language. */
const personOf = (language: Language) => (language === 'en' ? loginNamed('davidchen') : loginOf('customerManager'))

const seriousFaults = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

test.describe.configure({ mode: 'parallel' })

views.forEach(({ name, language, viewport }, index) => {
  test.describe(name, () => {
    test.use({ viewport, locale: language === 'en' ? 'en-US' : 'zh-CN', hasTouch: viewport.width < 500 })
    const t = words(language)
    const number = index + 1
    const company = `南京锦程电子商务${name}有限公司`

    const look = async (page: Page, what: string) => {
      await page.screenshot({ path: join(shots, `${name}-${what}.png`) })
      expect(await seriousFaults(page)).toEqual([])
      const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'))
      expect(overflow).toBeLessThanOrEqual(0)
    }

    test('signs in, imports a list, finds a customer, adds a contact and a follow-up, and sees both', async ({
      page,
    }) => {
      const { login, password } = personOf(language)
      await page.goto('/')
      await expect(page.getByLabel(t('signIn:signIn.login'))).toBeVisible()
      await look(page, '1-sign-in')
      await page.getByLabel(t('signIn:signIn.login')).fill(login)
      await page.getByLabel(t('signIn:signIn.password'), { exact: false }).first().fill(password)
      await page.evaluate(chosen(language))
      await page.getByRole('button', { name: t('signIn:signIn.go'), exact: true }).click()
      await expect(page.getByRole('main')).toBeVisible()
      await expect(page).not.toHaveURL(/sign-in/)
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await settled(page)
      await look(page, '2-home')

      await page.goto('/imports/new')
      await page.locator('input[type=file]').setInputFiles({
        name: '客户.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(list(name, number), 'utf8'),
      })
      const next = page.getByRole('button', { name: t('common:common.next'), exact: true })
      await expect(next).toBeEnabled()
      await look(page, '3-import-columns')
      await next.click()
      await look(page, '4-import-check')
      await page.getByRole('button', { name: t('imports:imports.start'), exact: true }).click()
      await expect(page.getByText(t('imports:imports.outcome.COMPLETED_WITH_ERRORS'))).toBeVisible()
      await look(page, '5-import-result')
      const download = page.waitForEvent('download')
      await page.getByText(t('imports:imports.errorFile')).click()
      expect((await download).suggestedFilename()).toContain('客户')

      await page.keyboard.press('Control+k')
      const box = page.getByPlaceholder(t('shell:palette.hint'))
      for (const query of ['锦程电子', 'njjcdzsw', `5588${number}001`, company]) {
        await box.fill(query)
        await expect(page.getByRole('option').filter({ hasText: company }).first()).toBeVisible()
      }
      await look(page, '6-search')
      await page.getByRole('option').filter({ hasText: company }).first().click()
      await expect(page.getByRole('heading', { name: company })).toBeVisible()
      await settled(page)
      await look(page, '7-customer')

      const address = page.url().split('?')[0] ?? ''
      await page.goto(`${address}?action=addContact`)
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(t('contacts:contact.fields.name'), { exact: false }).first().fill('柳青')
      await dialog.getByLabel(t('contacts:contact.fields.phones'), { exact: false }).first().fill(`1377000${number}000`)
      await look(page, '8-new-contact')
      await dialog.getByRole('button', { name: t('common:common.save'), exact: true }).click()
      await expect(dialog).toBeHidden()

      await page.goto(`${address}?action=followUp`)
      const words = `${name}：确认了下月的采购计划`
      await page
        .getByRole('textbox', { name: t('followUps:followUp.fields.content') })
        .first()
        .fill(words)
      await page.getByRole('button', { name: t('followUps:followUps.save'), exact: true }).click()
      await expect(page.getByText(words).first()).toBeVisible()
      await expect(page.getByText(t('customers:timeline.kinds.CONTACT_ADDED')).first()).toBeVisible()
      await expect(page.getByText('柳青').first()).toBeVisible()
      await look(page, '9-timeline')
    })

    test('shows the list of customers', async ({ page }) => {
      const { login, password } = personOf(language)
      await page.addInitScript({ content: chosen(language) })
      await page.goto('/customers')
      await page.getByLabel(t('signIn:signIn.login')).fill(login)
      await page.getByLabel(t('signIn:signIn.password'), { exact: false }).first().fill(password)
      await page.getByRole('button', { name: t('signIn:signIn.go'), exact: true }).click()
      await expect(page).toHaveURL(/\/customers/)
      await expect(page.getByRole('button', { name: t('common:pager.next') })).toBeEnabled()
      await settled(page)
      await look(page, 'list')
      await page.getByRole('button', { name: t('common:pager.next') }).click()
      await expect(page.getByRole('button', { name: t('common:pager.previous') })).toBeEnabled()
    })
  })
})

test('a colleague with another role sees only what that role may see', async ({ page }) => {
  const t = words('zh-CN')
  await page.addInitScript({ content: chosen('zh-CN') })
  const { login, password } = loginOf('sales')
  await page.goto('/customers?q=锦程电子商务')
  await page.getByLabel(t('signIn:signIn.login')).fill(login)
  await page.getByLabel(t('signIn:signIn.password'), { exact: false }).first().fill(password)
  await page.getByRole('button', { name: t('signIn:signIn.go'), exact: true }).click()
  await expect(page.getByText(t('customers:customers.empty.filtered'))).toBeVisible()
  await expect(page.getByRole('link', { name: 'API' })).toHaveCount(0)
  await page.goto('/settings/apiKeys')
  await expect(page.getByText(t('shell:noAccess.title')).or(page.getByText(t('shell:notFound.title')))).toBeVisible()
})
