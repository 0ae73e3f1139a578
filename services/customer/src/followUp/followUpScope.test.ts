import type { Actor, Scope } from '@rapport/chassis'
import { AccountService, Collaborator_Right, FollowUpService, TodayService } from '@rapport/proto/customer'
import { aSeller, startCustomer, type CustomerTest } from '../testing/customerTest'
import { maySeeFollowUp } from './followUp.policy'

const scopes = ['OWN', 'REPORTS', 'TEAM', 'ALL'] as const
const tenantId = 41
const [team, elsewhere] = ['0190b0a0-0000-7000-8000-00000000000a', '0190b0a0-0000-7000-8000-00000000000b']

describe('the scope of follow-ups', () => {
  let test: CustomerTest
  const me = aSeller('ALL', { tenantId, departmentId: team })
  const report = aSeller('ALL', { tenantId, departmentId: elsewhere })
  const mate = aSeller('ALL', { tenantId, departmentId: team })
  const other = aSeller('ALL', { tenantId, departmentId: elsewhere })
  const people = { me, report, mate, other }
  const notes: { id: string; accountId: string; ownerId: string }[] = []
  const accounts: (Parameters<typeof maySeeFollowUp>[2] & { id: string })[] = []

  beforeAll(async () => {
    test = await startCustomer()
    const write = async (owner: Actor, right?: Collaborator_Right) => {
      const collaborators = right ? [{ userId: me.id, right }] : []
      const { id } = await test.anAccount({ name: '范围客户', collaborators }, owner)
      const stored = right ? [{ userId: me.id, right: 'VIEW' as const }] : []
      accounts.push({ id, ownerId: owner.id, departmentId: owner.departmentId, collaborators: stored })
      for (const author of Object.values(people))
        notes.push(await test.aFollowUp({ accountId: id, content: '谈过' }, author))
    }
    for (const owner of Object.values(people)) await write(owner)
    await write(other, Collaborator_Right.VIEW)
  })
  afterAll(() => test.stop())

  const seeing = (ofAccounts: Scope, ofFollowUps: Scope): Actor => ({
    ...me,
    ...{ reports: [report.id], departmentTree: [team] },
    scopes: { 'customer.account': ofAccounts, 'customer.followUp': ofFollowUps },
  })

  const pairs = scopes.flatMap((ofAccounts) => scopes.map((ofFollowUps) => [ofAccounts, ofFollowUps] as const))

  it.each(pairs)('is obeyed with the accounts %s and the follow-ups %s, through every door', async (...pair) => {
    const as = seeing(...pair)
    const seen = notes.filter((note) => {
      const account = accounts.find(({ id }) => id === note.accountId)
      return account && maySeeFollowUp(as, note, account)
    })
    const ids = seen.map(({ id }) => id).sort()
    const { followUps } = await test.call(FollowUpService.method.listFollowUps, { pageSize: 200 }, { as })
    expect(followUps.map(({ id }) => id).sort()).toEqual(ids)

    const reads = notes.map(({ id }) => test.call(FollowUpService.method.getFollowUp, { id }, { as }))
    const answers = await Promise.allSettled(reads)
    expect(answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : [])).sort()).toEqual(ids)
    for (const one of answers) if (one.status === 'rejected') expect(one.reason).toMatchObject({ kind: 'notFound' })

    const list = await test.call(AccountService.method.listAccounts, {}, { as })
    const timelines = await Promise.all(
      list.accounts.map(({ id: accountId }) => test.call(AccountService.method.listTimeline, { accountId }, { as })),
    )
    const told = timelines.flatMap(({ entries }) => entries.flatMap(({ objectId }) => objectId || []))
    expect(told.sort()).toEqual(ids)

    const today = await test.call(TodayService.method.getToday, {}, { as })
    expect(today.followUps.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([])
  })

  it.each([
    ['OWN', ['me', 'me', 'me', 'me', 'me', 'mate', 'other', 'report', 'mate', 'other', 'report']],
    ['ALL', Array.from({ length: 5 }, () => Object.keys(people)).flat()],
  ] as const)(
    '%s shows those by the caller and those with accounts of the caller or shared',
    async (scope, authors) => {
      const { followUps } = await test.call(
        FollowUpService.method.listFollowUps,
        { pageSize: 200 },
        { as: seeing('ALL', scope) },
      )
      const nameOf = (id: string) => Object.entries(people).find(([, person]) => person.id === id)?.[0]
      expect(followUps.map(({ ownerId }) => nameOf(ownerId)).sort()).toEqual([...authors].sort())
    },
  )

  it('lets who sees all follow-ups change those of others, and not who sees all accounts', async () => {
    const { id } = notes.find(({ ownerId, accountId }) => ownerId === other.id && accountId === accounts[0]?.id) ?? {}
    const change = (as: Actor) =>
      test.call(
        FollowUpService.method.updateFollowUp,
        { id: id ?? '', followUp: { content: '改过' }, updateMask: { paths: ['content'] } },
        { as },
      )
    await expect(change(seeing('ALL', 'OWN'))).rejects.toMatchObject({ reason: 'follow_up_of_another' })
    await expect(change(seeing('OWN', 'ALL'))).resolves.toMatchObject({ content: '改过' })
  })
})
