import { contract } from '@rapport/proto'
import { callerNames, openCompany, type Company } from './company'
import { expected } from './policy'
import { recordRpcs, type RecordRpc } from './recordRpcs'
import { startSystem, type System } from './system'
import { overGrpc, overRest, rpcNamed, type Transport } from './transports'

let system: System
let company: Company
let table: RecordRpc[]

beforeAll(async () => {
  system = await startSystem()
  company = await openCompany(system)
  const send = overGrpc(system)
  table = recordRpcs((name, request) => send(rpcNamed(name), { actor: company.root, headers: {} }, request))
}, 120_000)
afterAll(() => system.stop())

const transports: Record<string, (parts: System) => Transport> = { gRPC: overGrpc, REST: overRest }

const permissionOf = ({ rpc }: RecordRpc): string => (rpc.access.kind === 'permission' ? rpc.access.permission : '')

describe.each(Object.keys(transports))('over %s', (name) => {
  it.each(callerNames)('%s may do to each record what the table says', async (who) => {
    const send = transports[name]?.(system)
    const caller = company.callers.find((one) => one.name === who)
    if (!send || !caller) throw new Error(`there is no ${who} over ${name}`)
    const records = await company.recordsFor(caller)
    const wrong: string[] = []
    for (const entry of table) {
      // Who may not at all is refused before the record is looked for: two of them show that.
      const all = caller.permissions.has(permissionOf(entry)) ? records : [records[0], records.at(-1)]
      await Promise.all(
        all.map(async (one) => {
          if (!one) return
          const { relation } = one
          const wrote = entry.wrote ?? relation === 'own'
          const right = expected(caller, permissionOf(entry), { ...entry, relation, wrote })
          const { reason } = await send(entry.rpc, caller, entry.request(one))
          if (reason !== (right === 'ok' ? (entry.then ?? 'ok') : right))
            wrong.push(`${entry.what}, ${relation}: ${reason} instead of ${right}`)
          if (reason === 'ok') await entry.undo?.(one, company)
        }),
      )
    }
    expect(wrong).toEqual([])
  })
})

it('every rpc that names a record of the customer service is in the table', () => {
  const named = contract().rpcs.filter(({ backend, route }) => backend === 'customer' && route?.pathFields.length)
  expect(named.filter((rpc) => !table.some((entry) => entry.rpc === rpc)).map(({ id }) => id)).toEqual([])
})
