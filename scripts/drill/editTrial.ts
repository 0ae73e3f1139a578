import { randomFrom, type Random } from '../seed/random'
import { goodClient, type Answer, type Attempt, type Send } from './client'
import { openCompany, type Company } from './company'
import type { Drill } from './drillStack'
import { expectation, type Trial } from './Finding'

const LANES = 4

interface AccountState {
  id: string
  version: number
  remark: string
}

const stateOf = (answer: Answer): AccountState => {
  const { id, version, remark } = answer?.json ?? {}
  return { id: String(id), version: Number(version), remark: String(remark) }
}

const key = (seed: string, random: Random) => `${seed}-${random.digits(20)}`

/** Lets writers change the same version at once; what is wrong with the outcome, and how many were refused. */
const round = async (send: Send, { session }: Company, seed: string, random: Random, before: AccountState) => {
  const { id, version } = before
  const remarks = Array.from({ length: random.integer(2, 8) }, () => random.digits(30))
  const answers = await Promise.all(
    remarks.map((remark) =>
      send({
        ...{ method: 'PATCH', path: `/v1/accounts/${id}`, body: { remark }, headers: { 'if-match': `"${version}"` } },
        key: key(seed, random),
      }),
    ),
  )
  const after = stateOf({ status: 200, json: await session.get(`/v1/accounts/${id}`) })
  const winners = remarks.filter((_, index) => answers[index]?.status === 200)
  const refused = answers.filter((answer) => answer?.status === 412).length
  const right = winners.length === 1 && refused === remarks.length - 1
  const final = after.version === version + 1 && after.remark === winners[0]
  const statuses = answers.map((answer) => answer?.status).join(', ')
  return {
    after,
    refused,
    lost: right ? [] : [`${id} version ${version}: ${statuses}`],
    other: final ? [] : [`${id}: version ${after.version}, ${after.remark} instead of ${winners.join(' or ')}`],
  }
}

/** Rounds in which two to eight writers change the same version of an account at once. */
export const editTrial = async (drill: Drill, { rounds, seed }: { rounds: number; seed: string }): Promise<Trial> => {
  const company = await openCompany(drill.stack)
  const attempts: Attempt[] = []
  const send = goodClient(company, attempts)
  const lost: string[] = []
  const other: string[] = []
  let refused = 0
  let next = 0
  const lane = async (index: number): Promise<void> => {
    const random = randomFrom(`edit-${seed}-${index}`)
    const created = await send({
      ...{ method: 'POST', path: '/v1/accounts', body: { name: `Edited ${index}` }, key: key(seed, random) },
    })
    for (let state = stateOf(created); next++ < rounds;) {
      const outcome = await round(send, company, seed, random, state)
      state = outcome.after
      refused += outcome.refused
      lost.push(...outcome.lost)
      other.push(...outcome.other)
    }
  }
  await Promise.all(Array.from({ length: LANES }, (_, index) => lane(index)))
  return {
    name: `${rounds} rounds of 2 to 8 writers`,
    seed,
    measured: `${attempts.length} requests, ${refused} refused with 412`,
    findings: [
      expectation('one writer wins, the others get 412', lost),
      expectation('what is there is what the winner wrote', other),
    ],
  }
}
