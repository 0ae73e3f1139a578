import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvOf, rowsOf } from './csvFile'
import { administrator, demoColleagues, demoDepartments, demoLogins, demoPassword } from './demo'
import { demoFiles, discarded } from './files'
import { demoFollowUps } from './followUps'
import { chinaTime } from './load/chinaTime'
import { demoCollaborators } from './teamwork'

const files = demoFiles()
const accounts = files.flatMap((file) => file.accounts)
const companies = accounts.filter(({ kind }) => kind === 'COMPANY')
const followUps = demoFollowUps()
const MOBILE = /^1[3-9]\d{9}$/
const LANDLINE = /^0(?:10|2\d|[3-9]\d{2})-[2-8]\d{6,7}$/
const ABROAD = /^\+(?:44 7700 900\d{3}|1 212-555-01\d{2}|852 6\d{3} \d{4}|65 8\d{3} \d{4})$/

describe('the customer lists', () => {
  it('hold 2,000 accounts that stay and one that does not', () => {
    expect(accounts).toHaveLength(2001)
    expect(accounts.filter(({ name }) => name === discarded.name)).toHaveLength(1)
  })

  it('are the same each time', () => {
    expect(demoFiles()).toEqual(files)
    expect(demoFollowUps()).toEqual(followUps)
  })

  it('never hold the same company, credit code, phone or e-mail address twice', () => {
    const keys = [
      companies.map(({ name }) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')),
      accounts.flatMap(({ creditCode }) => creditCode || []),
      accounts.flatMap(({ phone, contacts }) => [phone, ...contacts.map((contact) => contact.phone)]).filter(Boolean),
      accounts.flatMap(({ email }) => email || []),
    ]
    for (const values of keys) expect(new Set(values).size).toBe(values.length)
  })

  it('hold phone numbers that can be dialled, in the usual spellings', () => {
    const spelt = accounts.flatMap(({ phone, contacts }) => [phone, ...contacts.map((contact) => contact.phone)])
    const unknown = spelt.filter((phone) => {
      const plain = phone.replace(/^\+86 /, '')
      return phone && !ABROAD.test(phone) && !LANDLINE.test(phone) && !MOBILE.test(plain.replace(/[ -]/g, ''))
    })
    expect(unknown).toEqual([])
  })

  it('send no mail and lead to no page of anybody', () => {
    const addresses = accounts.flatMap(({ email, website, contacts }) => [
      email,
      website,
      ...contacts.map((c) => c.email),
    ])
    expect(addresses.filter((address) => address && !address.endsWith('.example'))).toEqual([])
  })

  it('keep every value in its column in every encoding', () => {
    for (const file of files) {
      const rows = rowsOf(file)
      const text = new TextDecoder(file.encoding === 'gb18030' ? 'gb18030' : 'utf-8', { fatal: true }).decode(
        csvOf(file),
      )
      expect(text.trimEnd().split('\r\n')).toHaveLength(rows.length)
      expect(new Set(rows.map((row) => row.length))).toEqual(new Set([19]))
    }
    expect(new Set(files.map(({ encoding }) => encoding))).toEqual(new Set(['utf-8', 'utf-8-bom', 'gb18030']))
  })
})

describe('the follow-ups', () => {
  it('are several hundred, of accounts that exist, by people who exist, none said twice', () => {
    expect(followUps.length).toBeGreaterThan(400)
    const owned = new Set(files.flatMap(({ owner, accounts: own }) => own.map(({ name }) => `${owner} ${name}`)))
    const people = new Set(demoLogins.map(({ login }) => login))
    expect(followUps.filter(({ owner, account }) => !owned.has(`${owner} ${account}`))).toEqual([])
    expect(followUps.filter(({ author }) => !people.has(author))).toEqual([])
    expect(new Set(followUps.map(({ author, account, content }) => `${author} ${account} ${content}`)).size).toBe(
      followUps.length,
    )
  })

  it('leave no blank unfilled', () => {
    expect(followUps.filter(({ content }) => content.includes('{'))).toEqual([])
  })

  it('lie in the last 120 days and give every owner overdue, due and quiet customers', () => {
    const owners = new Set(files.map(({ owner }) => owner))
    for (const { happened } of followUps) expect(happened.day >= -120 && happened.day < 0).toBe(true)
    for (const owner of owners) {
      const own = followUps.filter((followUp) => followUp.author === owner)
      const planned = own.flatMap(({ next }) => (next ? [next.day] : []))
      const latest = new Map<string, number>()
      for (const { account, happened } of own) {
        latest.set(account, Math.max(latest.get(account) ?? -Infinity, happened.day))
      }
      expect(planned.filter((day) => day < 0).length).toBeGreaterThan(5)
      expect(planned.filter((day) => day === 0).length).toBeGreaterThan(3)
      expect([...latest.values()].filter((day) => day < -30).length).toBeGreaterThan(5)
    }
  })

  it('are placed by the Chinese calendar', () => {
    const now = new Date('2026-03-01T17:30:00Z')
    expect(chinaTime({ day: 0, minute: 570 }, now).toISOString()).toBe('2026-03-02T01:30:00.000Z')
    expect(chinaTime({ day: -1, minute: 0 }, now).toISOString()).toBe('2026-02-28T16:00:00.000Z')
  })
})

describe('the people', () => {
  it('stand below their managers, in departments that exist', () => {
    const departments = ['Marketing', 'Sales', 'Customer management', 'After-sales service', 'Call centre']
    const known = new Set([...departments, ...demoDepartments.map(({ nameEn }) => nameEn)])
    const before = new Set<string>([administrator.login])
    for (const { login, manager, department } of demoColleagues) {
      expect(manager === undefined || before.has(manager)).toBe(true)
      expect(department === undefined || known.has(department)).toBe(true)
      before.add(login)
    }
  })

  it('hold every role that a company starts with, and each has a name in both languages', () => {
    expect(new Set(demoLogins.map(({ role }) => role)).size).toBe(11)
    expect(demoLogins.filter(({ role, roleZh, roleEn }) => roleZh === role || roleEn === role)).toEqual([])
  })

  it('are introduced in the README of the project', () => {
    const page = readFileSync(join(__dirname, '../../README.md'), 'utf8')
    const introduced = ({ login, name, roleZh, roleEn }: (typeof demoLogins)[number]) =>
      page
        .split('\n')
        .some((line) => [`\`${login}\``, name, `${roleZh} ${roleEn}`].every((part) => line.includes(part)))
    expect(demoLogins.filter((login) => !introduced(login))).toEqual([])
    expect(page).toContain(`\`${demoPassword}\``)
  })

  it('share accounts of their own with each other', () => {
    expect(demoCollaborators().length).toBeGreaterThan(10)
    expect(demoCollaborators().filter(({ owner, collaborator }) => owner === collaborator)).toEqual([])
  })
})
