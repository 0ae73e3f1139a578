import type { DemoAccount } from './accounts'
import { demoFiles, discarded } from './files'
import { randomFrom, type Random } from './random'
import { chineseTalks, colleagueTalks, days, englishTalks, products, type Talks } from './words/talks'

/** A time relative to the day on which the demo data is loaded: days from it, minutes after midnight in China. */
export interface DemoTime {
  day: number
  minute: number
}

/** A follow-up or note of the demo company. */
export interface DemoFollowUp {
  /** Login of its author. */
  author: string
  /** Login of the account's owner. */
  owner: string
  /** Name of the account. */
  account: string
  /** Which of the account's contacts it was, if any. */
  contact?: string
  method: keyof Talks
  content: string
  happened: DemoTime
  next?: DemoTime
}

/** How the last follow-up of an account lies to the day of loading, which is what the home page shows. */
interface Course {
  /** How many accounts of each owner. */
  accounts: number
  last: readonly [number, number]
  next?: readonly [number, number]
}

const courses: readonly Course[] = [
  { accounts: 9, last: [-20, -8], next: [-6, -1] },
  { accounts: 7, last: [-10, -2], next: [0, 0] },
  { accounts: 13, last: [-14, -1], next: [1, 10] },
  { accounts: 12, last: [-105, -36] },
]

const PAST = -120
const METHODS = ['PHONE', 'PHONE', 'PHONE', 'WECHAT', 'WECHAT', 'VISIT', 'EMAIL', 'MEETING', 'NOTE'] as const
const HAS_HAN = /\p{Script=Han}/u

const workingTime = (from: number, to: number, random: Random): DemoTime => ({
  day: random.integer(from, to),
  minute: random.integer(9 * 12, 17 * 12) * 5,
})

const said = (talks: Talks, method: keyof Talks, isChinese: boolean, random: Random): string =>
  random
    .pick(talks[method])
    .replaceAll('{product}', random.pick(isChinese ? products.zh : products.en))
    .replaceAll('{day}', random.pick(isChinese ? days.zh : days.en))
    .replaceAll('{count}', String(random.integer(2, 40)))
    .replaceAll('{price}', String(random.integer(3, 60)))
    .replaceAll('{minutes}', String(random.integer(5, 30)))

const talkWith = (account: DemoAccount, random: Random) => (method: keyof Talks) => {
  const isChinese = HAS_HAN.test(account.name)
  const contact = method === 'NOTE' || account.contacts.length === 0 ? undefined : random.pick(account.contacts).name
  const content = said(isChinese ? chineseTalks : englishTalks, method, isChinese, random)
  return { account: account.name, method, content, ...(contact === undefined ? {} : { contact }) }
}

/** The story of one account: a last follow-up where the course wants it, and some before that. */
const storyOf = (owner: string, account: DemoAccount, { last, next }: Course, random: Random): DemoFollowUp[] => {
  const talk = talkWith(account, random)
  const latest = workingTime(...last, random)
  const method = random.pick(METHODS.filter((candidate) => candidate !== 'NOTE'))
  const ending = { author: owner, owner, ...talk(method), happened: latest }
  const earlier = Array.from({ length: random.integer(0, 3) }, () => ({
    ...{ author: owner, owner, ...talk(random.pick(METHODS)) },
    happened: workingTime(Math.max(PAST, latest.day - 60), latest.day - 1, random),
  }))
  return [...earlier, next ? { ...ending, next: workingTime(...next, random) } : ending]
}

const colleagues = ['wulei', 'huangjuan', 'zhenghao'] as const

const distinct = (followUps: readonly DemoFollowUp[]): DemoFollowUp[] => [
  ...new Map(
    followUps.map((followUp) => [`${followUp.author} ${followUp.account} ${followUp.content}`, followUp]),
  ).values(),
]

/**
 * What the people of the demo company wrote about their customers; the same in every run. No author says the same about
 * the same account twice.
 */
export const demoFollowUps = (): DemoFollowUp[] => {
  const companies = new Map<string, DemoAccount[]>()
  for (const { owner, accounts } of demoFiles()) {
    const own = accounts.filter(({ kind, name }) => kind === 'COMPANY' && name !== discarded.name)
    companies.set(owner, [...(companies.get(owner) ?? []), ...own])
  }
  return [...companies].flatMap(([owner, accounts]) => {
    const random = randomFrom(`follow-ups of ${owner}`)
    const chosen = random.shuffled(accounts)
    const own = courses.flatMap((course) =>
      chosen.splice(0, course.accounts).flatMap((account) => storyOf(owner, account, course, random)),
    )
    const others = chosen.splice(0, 6).map((account, index): DemoFollowUp => {
      const method = random.pick(METHODS)
      const author = colleagues[index % colleagues.length] ?? colleagues[0]
      const content = said(colleagueTalks, method, true, random)
      return { author, owner, account: account.name, method, content, happened: workingTime(-90, -2, random) }
    })
    return distinct([...own, ...others])
  })
}
