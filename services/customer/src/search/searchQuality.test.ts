import { columnValues } from '@rapport/chassis'
import { inTenant } from '@rapport/chassis/testing'
import { SearchService } from '@rapport/proto/customer'
import { AccountModel, type AccountRow } from '../account/AccountModel'
import { newAccount } from '../account/newAccount'
import { aSeller, startCustomer, type CustomerTest } from '../testing/customerTest'
import { addToSearch } from './searchDocuments'

jest.setTimeout(600_000)

/** `SEARCH_ROWS=100000` for the size that is promised. */
const rows = Number(process.env['SEARCH_ROWS'] || 5_000)
const queriesOfAKind = 100
const limit = 20

const read = (texts: string) =>
  texts.split(' ').map((text) => ({ text: text.slice(0, 2), syllables: text.slice(2).split(/(?<=[a-z])'(?=[a-z])/) }))
const places = read(
  "苏州su'zhou 南京nan'jing 杭州hang'zhou 上海shang'hai 深圳shen'zhen 青岛qing'dao 武汉wu'han 天津tian'jin",
)
const words = read(
  "锦程jin'cheng 星辰xing'chen 蓝海lan'hai 金桥jin'qiao 东方dong'fang 明德ming'de 华盛hua'sheng 瑞丰rui'feng 博远bo'yuan 启航qi'hang 恒信heng'xin 银河yin'he 泰山tai'shan 宏图hong'tu 立信li'xin 安平an'ping",
)
const trades = read(
  "贸易mao'yi 机械ji'xie 电子dian'zi 茶业cha'ye 物流wu'liu 科技ke'ji 食品shi'pin 建材jian'cai 软件ruan'jian 家具jia'ju",
)

/** What the labels know of an account. */
interface Labelled {
  id: string
  name: string
  syllables: string[]
  phone: string
  email: string
  number: string
}

// A fixed sequence (Numerical Recipes' generator), so that each run asks the same.
let state = 20_261_123
const draw = (below: number) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}
const pick = <T>(list: readonly T[]): T => {
  const one = list[draw(list.length)]
  if (one === undefined) throw new Error('there is nothing to pick from')
  return one
}

const labelled = Array.from({ length: rows }, (_, at): Labelled => {
  const parts = [pick(places), pick(words), pick(words), pick(trades)]
  return {
    id: `0000000a-0000-7000-8000-${String(at).padStart(12, '0')}`,
    name: `${parts.map(({ text }) => text).join('')}有限公司`,
    syllables: parts.flatMap(({ syllables }) => syllables),
    phone: `13${String(draw(1_000_000_000)).padStart(9, '0')}`,
    email: `${pick(['info', 'sales', 'office'])}${draw(1_000_000)}@example.cn`,
    number: `C-20260101-${at + 1}`,
  }
})

const beginsWith = (syllables: string[], q: string) =>
  syllables.some((_, at) => syllables.slice(at).join('').startsWith(q))
const initialsOf = ({ syllables }: Labelled) => syllables.map((syllable) => syllable.charAt(0)).join('')

/** A kind of query: what somebody remembers of an account, and which accounts it is right to show for it. */
interface Kind {
  recall: (account: Labelled) => string
  isRight: (account: Labelled, q: string) => boolean
}

const part = (text: string, from: number, to: number) => {
  const length = from + draw(to - from + 1)
  const start = draw(text.length - length + 1)
  return text.slice(start, start + length)
}

const kinds: Record<string, Kind> = {
  'a part of the name': {
    recall: ({ name }) => part(name.slice(0, 8), 3, 6),
    isRight: ({ name }, q) => name.includes(q),
  },
  'a place, as in many names': {
    recall: ({ name }) => name.slice(0, 2),
    isRight: ({ name }, q) => name.includes(q),
  },
  initials: {
    recall: (account) => part(initialsOf(account), 4, 8),
    isRight: (account, q) => initialsOf(account).includes(q) || beginsWith(account.syllables, q),
  },
  pinyin: {
    recall: ({ syllables }) => syllables.slice(2, 6 + draw(3)).join(''),
    isRight: ({ syllables }, q) => beginsWith(syllables, q),
  },
  'the end of a phone number': {
    recall: ({ phone }) => phone.slice(-4 - draw(5)),
    isRight: ({ phone, number }, q) =>
      phone.includes(q) || `20260101${number.slice(11)}`.startsWith(q) || number.slice(11).startsWith(q),
  },
  'an e-mail address': {
    recall: ({ email }) => email.slice(0, 9 + draw(email.length - 8)),
    isRight: ({ email }, q) => email.startsWith(q),
  },
}

let test: CustomerTest
const as = aSeller('ALL', { tenantId: 9 })

const rowOf = ({ id, name, phone, email, number }: Labelled): AccountRow => ({
  ...newAccount({ name, emails: [email] }, { actor: as, channel: 'UI' }, { id, number, now: new Date() }),
  phones: [{ number: phone, e164: `+86${phone}`, kind: 'MOBILE' }],
})

beforeAll(async () => {
  test = await startCustomer()
  for (let from = 0; from < rows; from += 1_000) {
    const accounts = labelled.slice(from, from + 1_000).map(rowOf)
    await inTenant(as.tenantId, () =>
      test.database.transaction(async (transaction) => {
        const values = accounts.map((account) => columnValues(AccountModel, account))
        await test.database.insertRows('accounts', values, { transaction })
        await addToSearch(test.database, { accounts }, transaction)
      }),
    )
  }
})
afterAll(() => test.stop())

it.each(Object.entries(kinds))(
  `finds among ${rows} accounts all that it should, and nothing else: by %s`,
  async (_, kind) => {
    const missed: string[] = []
    let shown = 0
    let wrong = 0
    let mostRows = 0
    const ask = async (q: string): Promise<string[]> => {
      let found: string[] = []
      const { rowsExamined } = await test.countStatements(async () => {
        const { hits } = await test.call(SearchService.method.search, { q, limit }, { as })
        found = hits.map(({ id }) => id)
      })
      mostRows = Math.max(mostRows, rowsExamined)
      return found
    }
    for (let count = 0; count < queriesOfAKind; count++) {
      const q = kind.recall(pick(labelled))
      const right = new Set(labelled.filter((account) => kind.isRight(account, q)).map(({ id }) => id))
      const due = Math.min(limit, right.size)
      const correct = (found: string[]) => found.filter((id) => right.has(id)).length
      const found = await ask(q)
      shown += found.length
      wrong += found.length - correct(found)
      if (correct(found) < due) missed.push(`${q}: ${correct(found)} of ${due}`)
    }
    expect(missed).toEqual([])
    expect(1 - wrong / shown).toBeGreaterThanOrEqual(0.99)
    expect(mostRows).toBeLessThanOrEqual(500 + rows / 50)
  },
)
