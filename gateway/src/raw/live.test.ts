import type { Envelope } from '@rapport/chassis'
import { anActor } from '@rapport/chassis/testing'
import { testGateway, type TestGateway } from '../testing/testGateway'
import { liveText, mayHear } from './liveEvent'

const permissions = ['customer.account.read']
const fact = {
  type: 'customer.account.updated.v1',
  tenantId: 1,
  ownerId: 'u-1',
  departmentId: 'd-1',
  sharedWith: ['u-3'],
}

describe('mayHear', () => {
  it.each([
    ['the owner', anActor({ id: 'u-1', permissions }), true],
    ['a stranger', anActor({ id: 'u-2', permissions }), false],
    ['with whom it is shared', anActor({ id: 'u-3', permissions }), true],
    ['a program by the id of a person', anActor({ id: 'u-3', kind: 'API_KEY', permissions }), false],
    ['who sees all', anActor({ permissions, scopes: { 'customer.account': 'ALL' } }), true],
    ['who sees all of another resource', anActor({ permissions, scopes: { 'customer.contact': 'ALL' } }), false],
    ['the team', anActor({ permissions, scopes: { 'customer.account': 'TEAM' }, departmentTree: ['d-1'] }), true],
    ['another team', anActor({ permissions, scopes: { 'customer.account': 'TEAM' }, departmentTree: ['d-2'] }), false],
    ['the manager', anActor({ permissions, scopes: { 'customer.account': 'REPORTS' }, reports: ['u-1'] }), true],
    ['an owner without the permission', anActor({ id: 'u-1' }), false],
    ['another company', anActor({ tenantId: 2, permissions, scopes: { 'customer.account': 'ALL' } }), false],
  ])('%s', (_, actor, expected) => {
    expect(mayHear(actor, fact)).toBe(expected)
  })

  it('goes by the scope of the account for what belongs to it, and by its own where roles give one', () => {
    const note = { ...fact, type: 'customer.activity.added.v1' }
    const traits = { permissions: ['customer.followUp.read'] }
    const both = { 'customer.account': 'ALL', 'customer.followUp': 'ALL' } as const
    expect(mayHear(anActor({ ...traits, scopes: both }), note)).toBe(true)
    expect(mayHear(anActor({ ...traits, scopes: { 'customer.account': 'ALL' } }), note)).toBe(false)
    const contact = { ...fact, type: 'customer.contact.updated.v1' }
    const scopes = { 'customer.account': 'ALL' } as const
    expect(mayHear(anActor({ permissions: ['customer.contact.read'], scopes }), contact)).toBe(true)
    expect(mayHear(anActor({ ...traits, scopes: { 'customer.followUp': 'ALL' } }), note)).toBe(false)
    expect(mayHear(anActor({ permissions, scopes: both }), note)).toBe(false)
  })

  it('lets nobody hear of facts that are not for portals', () => {
    const everything = anActor({ permissions: ['identity.role.read'], scopes: { 'identity.role': 'ALL' } })
    expect(mayHear(everything, { ...fact, type: 'identity.role.changed.v1' })).toBe(false)
    expect(mayHear(everything, { ...fact, type: 'unknown.thing.done.v1' })).toBe(false)
  })
})

it('tells what happened to which record, and nothing of its content', () => {
  const envelope: Envelope = {
    ...fact,
    id: 'e-1',
    source: '/rapport/customer',
    time: new Date('2026-01-15T09:30:00Z'),
    actorId: 'u-9',
    actorKind: 'USER',
    aggregateType: 'account',
    aggregateId: 'a-1',
    aggregateVersion: 4,
    correlationId: 'r-1',
    causationId: '',
    personalPaths: [],
  }
  const text = liveText(envelope)
  expect(text).toMatch(/^id: e-1\ndata: .*\n\n$/)
  expect(JSON.parse(text.slice(text.indexOf('{')))).toEqual({
    id: 'e-1',
    type: 'customer.account.updated.v1',
    aggregate: { type: 'account', id: 'a-1', version: 4 },
    occurredAt: '2026-01-15T09:30:00.000Z',
  })
})

describe('GET /v1/live', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await testGateway()
  })
  afterAll(() => gateway.stop())

  const open = (secret: string, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}/v1/live`, { headers: { Cookie: `rapport=${secret}`, ...headers } })

  const firstOf = async (response: Response, words: RegExp) => {
    let heard = ''
    for await (const bytes of response.body ?? []) {
      heard += Buffer.from(bytes as Uint8Array).toString()
      if (words.test(heard)) return heard
    }
    return heard
  }

  it('is for those who are signed in', async () => {
    const response = await open('nobody')
    expect([response.status, await response.json()]).toMatchObject([401, { reason: 'unauthenticated' }])
  })

  it('asks who connects again to read anew what is on the screen', async () => {
    gateway.people.set('s-1', { actor: anActor() })
    const response = await open('s-1', { 'Last-Event-ID': 'e-1' })
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(await firstOf(response, /resync/)).toContain('retry: 3000')
  })

  it('ends within five seconds of the session', async () => {
    gateway.people.set('s-2', { actor: anActor() })
    const response = await open('s-2')
    const over = firstOf(response, /signedOut/)
    gateway.people.delete('s-2')
    expect(await over).toContain('event: signedOut')
  }, 15_000)

  it('is open to one person in so many windows, and no more', async () => {
    gateway.people.set('s-3', { actor: anActor() })
    const windows = await Promise.all(Array.from({ length: 20 }, () => open('s-3')))
    expect(windows.every(({ status }) => status === 200)).toBe(true)
    const refused = await open('s-3')
    expect([refused.status, await refused.json()]).toMatchObject([429, { reason: 'live_too_many' }])
    for (const { body } of windows) await body?.cancel()
  })
})
