import { aDatabase, silent } from '/work/main/services/chassis/src/database/aDatabase'
import { aCall } from '/work/main/services/chassis/src/database/aCall'
import { startEvents } from '/work/main/services/chassis/src/events/startEvents'
import { consumer } from '/work/main/services/chassis/src/events/consumer'
import { emit } from '/work/main/services/chassis/src/events/emit'
import { fact } from '/work/main/services/chassis/src/events/fact'
import { AccountUpdatedSchema } from '/work/main/proto/src/gen/customer'
import { setTimeout as sleep } from 'node:timers/promises'
import { readFileSync } from 'node:fs'
import { uuidv7 } from 'uuidv7'
const cpuOf = (pid: string) => { const s = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' '); return (Number(s[11]) + Number(s[12])) * 10 }
const dbpid = readFileSync('/tmp/chassisdata/db.pid', 'utf8').trim()
const main = async () => {
  const t = await aDatabase({ migrations: [{ name: '1', up: 'CREATE TABLE effects (id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY, tenant_id INT, name VARCHAR(50))' }] })
  const namespace = uuidv7()
  const lat: number[] = []
  const starts = new Map<string, number>()
  const c = consumer(AccountUpdatedSchema, 'q', async ({ account }, { transaction, envelope }) => {
    await t.database.insertRows('effects', [{ id: envelope.id, name: 'x' }], { transaction })
  })
  const up = (id: string, v: number) => fact(AccountUpdatedSchema, { account: { id, name: '王芳', number: 'C-20260101-0001', phones: ['+8613800138000'] }, changedFields: ['name'] }, { type: 'account', id, version: v })
  const N = Number(process.argv[2] ?? 100000)
  // backlog
  let s = Date.now()
  for (let i = 0; i < N; i += 2000) await aCall(() => t.database.transaction((tx) => emit(Array.from({ length: Math.min(2000, N - i) }, () => up(uuidv7(), 1)), tx)))
  console.log('emitted', N, Date.now() - s, 'ms')
  const u = process.cpuUsage(); const d = cpuOf(dbpid); s = Date.now()
  const ev = startEvents({ config: { BROKER_URL: process.env.TEST_BROKER_URL! }, log: silent, database: t.database, source: 'customer', consumers: [c], namespace })
  let outEmpty = 0
  for (;;) {
    await sleep(100)
    const [o] = await t.admin<{ n: number }>('SELECT COUNT(*) n FROM outbox'); const [e] = await t.admin<{ n: number }>('SELECT COUNT(*) n FROM effects')
    if (!Number(o!.n) && !outEmpty) { outEmpty = Date.now() - s; console.log('outbox empty', outEmpty, 'ms', (N / outEmpty * 1000).toFixed(0), '/s; effects so far', e!.n) }
    if (Number(e!.n) >= N) break
    if (Date.now() - s > 150000) { console.log('timeout', o, e); break }
  }
  const v = process.cpuUsage(u)
  console.log('all effects', Date.now() - s, 'ms', (N / (Date.now() - s) * 1000).toFixed(0), '/s; cpu ms client', (v.user + v.system) / 1000, 'db', cpuOf(dbpid) - d)
  // latency at 200/s
  await sleep(2000)
  for (const rate of [20, 200]) {
    lat.length = 0
    const orig = t.database.transaction
    const ids: string[] = []
    const c0 = process.cpuUsage()
    const begin = Date.now()
    let commits = new Map<string, number>()
    const until = 5000
    const all: Promise<unknown>[] = []
    while (Date.now() - begin < until) {
      const target = Math.floor((Date.now() - begin) / 1000 * rate)
      while (all.length < target) {
        const id = uuidv7()
        all.push(aCall(() => t.database.transaction(async (tx) => { await emit(up(id, 1), tx) })).then(() => commits.set(id, performance.timeOrigin + performance.now())))
      }
      await sleep(2)
    }
    await Promise.all(all)
    while (!(await ev.drained())) await sleep(20)
    console.log('rate', rate, 'sent', all.length, 'cpu ms/event', ((process.cpuUsage(c0).user + process.cpuUsage(c0).system) / 1000 / all.length).toFixed(2))
    const m = await (await import('prom-client')).register.getSingleMetric('rapport_event_effect_seconds')!.get()
    console.log(m.values.filter((x) => x.metricName?.endsWith('bucket')).map((x) => `${x.labels.le}:${x.value}`).join(' '))
    ;(await import('prom-client')).register.getSingleMetric('rapport_event_effect_seconds')!.reset()
  }
  await ev.stop(); await ev.remove(); await t.end()
}
main().catch((e) => { console.error(e); process.exit(1) })
