import { readFacts } from '../../stack/facts'

/** What answering a request cost. */
export interface Cost {
  /** SQL statements of all services. */
  readonly statements: number
  /** gRPC calls, between services too; not the question who the caller is, whose answer is kept for seconds. */
  readonly calls: number
  /** Length of the answer's body before compression. */
  readonly bytes: number
}

const whoAsks = /SessionService\/Authenticate/

const samplesOf = (text: string, metric: string): [rpc: string, count: number][] =>
  [...text.matchAll(new RegExp(`^${metric}\\{rpc="([^"]+)"[^}]*\\} (\\d+)$`, 'gm'))].map(([, rpc = '', count]) => [
    rpc,
    Number(count),
  ])

const total = (pages: string[], metric: string): number =>
  pages
    .flatMap((page) => samplesOf(page, metric))
    .filter(([rpc]) => !whoAsks.test(rpc))
    .reduce((sum, [, count]) => sum + count, 0)

const readMetrics = async () => {
  const facts = readFacts(process.env['RAPPORT_DIR'] ?? '')
  const admins = Object.values(facts?.ports.services ?? {}).map(({ admin }) => admin)
  const pages = await Promise.all(
    admins.map(async (admin) => (await fetch(`http://127.0.0.1:${admin}/metrics`)).text()),
  )
  return {
    statements: total(pages, 'rapport_rpc_statements_total'),
    calls: total(pages, 'rapport_rpc_handled_total'),
  }
}

/** What a request cost, by the services' own counters. Nobody else may use the stack meanwhile. */
export const measure = async (request: () => Promise<Response>): Promise<{ response: Response; cost: Cost }> => {
  const before = await readMetrics()
  const response = await request()
  const bytes = (await response.clone().arrayBuffer()).byteLength
  const after = await readMetrics()
  return {
    response,
    cost: { statements: after.statements - before.statements, calls: after.calls - before.calls, bytes },
  }
}
