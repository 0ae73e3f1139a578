import { setTimeout as sleep } from 'node:timers/promises'
import { IDENTITY, inSchemas } from '../../drill/schemas'
import { accountIds } from '../scenarios'
import { drainBacklog } from './backlog'
import { byGenerator, isShed } from './detailLoad'
import { generate } from './generate'
import { boundOf, bucketsIn, metricsOf } from './metrics'
import { judged, type Figure, type Ground, type Trial } from './Trial'

const RATE = 200
/** Share of what the machine can write a second, where it cannot write as much: a full queue answers another question. */
const BELOW_PEAK = 0.7
/** How often to look whether all has been heard. */
const SETTLING = 20
const EFFECT = 'rapport_event_effect_seconds'
const QUEUE = 'queue="identity.auditTrail"'

const newContacts = async ({ product }: Ground, count: number) => {
  const ids = await accountIds(product)
  const begun = Date.now()
  return Array.from({ length: count }, (_, index) => ({
    method: 'POST' as const,
    path: '/v1/contacts',
    body: JSON.stringify({ accountId: ids[index % ids.length], name: `基准 ${begun}-${index}` }),
  }))
}

/** Contacts that can be written in a second. */
const writingPeak = async (ground: Ground, seconds: number): Promise<number> => {
  const { port, headers } = ground.product
  const calls = await newContacts(ground, 500 * seconds)
  const { samples } = await generate({ port, headers, calls, connections: 16, seconds, think: 0 })
  return samples.filter(({ status }) => status === 201).length / seconds
}

/** Resolves when nothing that was written before is still to be heard; gives the buckets then. */
const settled = async (admin: number): Promise<[bound: number, count: number][]> => {
  let buckets = bucketsIn(await metricsOf(admin), EFFECT, QUEUE)
  for (let looks = 0; looks < SETTLING; looks++) {
    await sleep(1500)
    const next = bucketsIn(await metricsOf(admin), EFFECT, QUEUE)
    if (next.at(-1)?.[1] === buckets.at(-1)?.[1]) return next
    buckets = next
  }
  return buckets
}

/** Contacts of whose creation the audit trail tells. */
const audited = ({ stack }: Ground): Promise<number> =>
  inSchemas(stack, ({ count }) =>
    count(`SELECT COUNT(*) FROM ${IDENTITY}.audit_entries WHERE action = 'customer.contact.created'`),
  )

const effects = async (ground: Ground): Promise<Figure[]> => {
  const { stack, product, scaled } = ground
  const admin = stack.ports.services['identity']?.admin ?? 0
  const peak = await writingPeak(ground, scaled(10))
  const rate = Math.min(RATE, peak * BELOW_PEAK)
  const seconds = scaled(15)
  const before = await settled(admin)
  const auditedBefore = await audited(ground)
  const { port, headers } = product
  const calls = await newContacts(ground, Math.ceil(rate * seconds))
  const report = await generate({ port, headers, calls, connections: 128, phases: [{ rate, seconds }] })
  const after = await settled(admin)
  const deliveries = (after.at(-1)?.[1] ?? 0) - (before.at(-1)?.[1] ?? 0)
  const effective = (await audited(ground)) - auditedBefore
  const written = report.samples.filter(({ status }) => status === 201).length
  const who = `from the outbox to the effect at ${rate.toFixed(0)} writes/s`
  const within = (value: number) => `within ${(value * 1000).toFixed(0)} ms`
  return [
    judged(`contacts written in a second (peak ${peak.toFixed(0)}, ${byGenerator(report)})`, rate, ['>=', RATE]),
    judged(`${who}: p50`, boundOf(before, after, 0.5), ['<=', 0.015], within),
    judged(`${who}: p99`, boundOf(before, after, 0.99), ['<=', 0.1], within),
    {
      figure: `${who}: effects`,
      measured: `${effective} of ${written} (${deliveries} facts heard, ${report.samples.filter(isShed).length} refused)`,
      wanted: 'as many',
      reached: effective === written,
    },
  ]
}

/** How soon a fact has its effect in another service, and how soon many do that had to wait for it. */
export const eventsTrial: Trial = async (ground) => [...(await effects(ground)), ...(await drainBacklog(ground))]
