import type { Call } from './openLoop'
import type { System } from './System'

export interface Scenario {
  name: string
  /** Requests per second: about half of what the product can do on one core. */
  rate: number
  /** Share of the skeleton's requests per CPU-second that the product is to reach. */
  target: number
  call: (index: number) => Call
}

/** Ids of fifty accounts that the product shows first. */
export const accountIds = async ({ port, headers }: System): Promise<string[]> => {
  const response = await fetch(`http://127.0.0.1:${port}/v1/accounts?pageSize=50`, { headers })
  const { accounts } = (await response.json()) as { accounts: { id: string }[] }
  if (accounts.length < 50) throw new Error('the bench needs 50 accounts: the demo data is not in the database')
  return accounts.map(({ id }) => id)
}

// Distinct in every run, so that nothing is a duplicate of anything before.
let created = Date.now() * 10

const newAccount = (): string => {
  const one = created++
  return JSON.stringify({
    name: `苏州基准测试贸易有限公司 ${one}`,
    shortName: '基准测试',
    industry: '贸易',
    region: '江苏苏州',
    address: '工业园区星湖街 328 号',
    phones: [`138 ${String(one).slice(-8)}`],
    emails: [`bench${one}@example.com`],
    tags: ['测试'],
    remark: '由基准测试记录',
  })
}

/** The three scenarios, on the accounts that the product shows first. */
export const scenariosOn = async (product: System): Promise<Scenario[]> => {
  const ids = await accountIds(product)
  return [
    {
      name: 'detail',
      rate: 300,
      target: 0.75,
      call: (index) => ({ method: 'GET', path: `/v1/accounts/${ids[index % ids.length]}` }),
    },
    { name: 'list', rate: 100, target: 0.75, call: () => ({ method: 'GET', path: '/v1/accounts?pageSize=50' }) },
    {
      name: 'create',
      rate: 60,
      target: 0.5,
      call: () => ({ method: 'POST', path: '/v1/accounts', body: newAccount() }),
    },
  ]
}
