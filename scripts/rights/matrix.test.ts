import { contract } from '@rapport/proto'
import { callerNames, openCompany, type Company } from './company'
import { expected, type Relation } from './policy'
import { fillArchive, mighty, type Archive } from './records'
import { recordRpcs, type RecordRpc } from './recordRpcs'
import { startSystem, type System } from './system'
import { overGrpc, overRest, rpcNamed, type Transport } from './transports'

let system: System
let company: Company
let archive: Archive
let table: RecordRpc[]

beforeAll(async () => {
  system = await startSystem()
  company = await openCompany(system)
  archive = await fillArchive(system, company)
  const send = overGrpc(system)
  const root = { actor: mighty(company), headers: {} }
  table = recordRpcs((name, request) => send(rpcNamed(name), root, request))
}, 120_000)
afterAll(() => system.stop())

const transports: Record<string, (parts: System) => Transport> = { gRPC: overGrpc, REST: overRest }

/** What tells the rules apart where a role sees all anyway, and where only the door is another one. RIGHTS=all tries everything everywhere. */
const telling: Readonly<Record<string, readonly Relation[]>> = {
  gRPC: ['shared to look at', 'of another team', 'of another company', 'of nobody'],
  REST: ['of another team', 'of another company'],
}

/** A refusal without what is different in every answer. */
const tellingOf = (answer: object) => JSON.stringify({ ...answer, requestId: '' })

const permissionOf = ({ rpc }: RecordRpc): string => (rpc.access.kind === 'permission' ? rpc.access.permission : '')

describe.each(Object.keys(transports))('over %s', (name) => {
  it.each(callerNames)('%s may do to each record what the table says', async (who) => {
    const send = transports[name]?.(system)
    const caller = company.callers.find((one) => one.name === who)
    if (!send || !caller) throw new Error(`there is no ${who} over ${name}`)
    const isWhole =
      process.env['RIGHTS'] === 'all' || (name === 'gRPC' && (caller.scope !== 'ALL' || caller.followUps !== 'ALL'))
    const records = (await archive.oneOfEach(caller)).filter(
      ({ relation }) => isWhole || telling[name]?.includes(relation),
    )
    const wrong: string[] = []
    for (const entry of table) {
      const permission = permissionOf(entry)
      // Who may not at all is refused before the record is looked for: two of them show that.
      const all = caller.permissions.has(permission) ? records : [records[0], records.at(-1)]
      const unknown = new Set<string>()
      await Promise.all(
        all.map(async (one) => {
          if (!one) return
          const { relation } = one
          const right = expected(caller, permission, { wrote: relation === 'own', ...entry, relation })
          const wanted = right === 'ok' ? (entry.then ?? 'ok') : right
          const { reason, answer } = await send(entry.rpc, caller, entry.request(one))
          if (reason !== wanted) wrong.push(`${entry.what}, ${relation}: ${reason} instead of ${wanted}`)
          if (reason.endsWith('_not_found')) unknown.add(tellingOf(answer))
          if (reason === 'ok') await entry.undo?.(one, archive)
        }),
      )
      // A record out of sight and one that does not exist answer the same.
      if (unknown.size > 1)
        wrong.push(`${entry.what} tells more than that there is nothing: ${[...unknown].join(' or ')}`)
    }
    expect(wrong).toEqual([])
  })
})

it('every rpc that names a record of the customer service is in the table', () => {
  const named = contract().rpcs.filter(({ backend, route }) => backend === 'customer' && route?.pathFields.length)
  expect(named.filter((rpc) => !table.some((entry) => entry.rpc === rpc)).map(({ id }) => id)).toEqual([])
})
