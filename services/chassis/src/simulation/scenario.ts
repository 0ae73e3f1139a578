import { AccountDeletedSchema, AccountUpdatedSchema } from '@rapport/proto/customer'
import type { Database } from '../database/database'
import { unavailable } from '../errors/errors'
import { consumer, type Consumer } from '../events/consumer'
import { emit } from '../events/emit'
import { fact } from '../events/fact'
import { enqueue } from '../jobs/enqueue'
import { worker, type Worker } from '../jobs/worker'
import type { Random } from './random'

/** The tables of the service that the histories are about. */
export const scenarioTables = [
  `CREATE TABLE accounts (tenant_id INT NOT NULL, id VARCHAR(36) NOT NULL, name VARCHAR(50) NOT NULL, version INT NOT NULL,
    PRIMARY KEY (tenant_id, id), UNIQUE KEY accounts_name (tenant_id, name))`,
  `CREATE TABLE done (seq INT NOT NULL AUTO_INCREMENT PRIMARY KEY, tenant_id INT NOT NULL, command VARCHAR(50) NOT NULL,
    body VARCHAR(50) NOT NULL)`,
  `CREATE TABLE heard (seq INT NOT NULL AUTO_INCREMENT PRIMARY KEY, tenant_id INT NOT NULL, queue VARCHAR(50) NOT NULL,
    command VARCHAR(50) NOT NULL, account_id VARCHAR(50) NOT NULL, version INT NOT NULL)`,
  `CREATE TABLE work (seq INT NOT NULL AUTO_INCREMENT PRIMARY KEY, tenant_id INT NOT NULL, command VARCHAR(50) NOT NULL,
    job_id VARCHAR(36) NOT NULL, step INT NOT NULL, attempt INT NOT NULL)`,
]

/** Something that a user asks for, once. */
export interface Command {
  /** Its idempotency key. */
  readonly key: string
  readonly kind: 'create' | 'rename'
  readonly account: string
  readonly body: string
  /** A consumer cannot digest the fact of it. */
  readonly poisonous: boolean
}

/** The steps of each job. */
export const STEPS = [1, 2]
export const ORDERED = 'customer.ordered'
export const UNORDERED = 'customer.unordered'
export const JOB = 'digest'

/** The use case that is called: effect, facts and job in one transaction. */
export const useCase = (database: Database, { key, kind, account, body, poisonous }: Command) =>
  database.command(async (transaction) => {
    const version = kind === 'create' ? 1 : await nextVersion(database, account, transaction)
    if (kind === 'create')
      await database.insertRows('accounts', [{ id: account, name: body, version }], { transaction })
    await database.insertRows('done', [{ command: key, body }], { transaction })
    await emit(
      [
        fact(
          AccountUpdatedSchema,
          { account: { id: account }, changedFields: [key] },
          { type: 'account', id: account, version },
        ),
        fact(
          AccountDeletedSchema,
          { accountId: poisonous ? `${key}-poison` : key },
          { type: 'note', id: key, version: 0 },
        ),
      ],
      transaction,
    )
    await enqueue({ kind: JOB, payload: key }, transaction)
    return { key, body, version }
  })

const nextVersion = async (
  database: Database,
  id: string,
  transaction: Parameters<Parameters<Database['command']>[0]>[0],
): Promise<number> => {
  const [row] = await database.select<{ version: number }>(
    'SELECT version FROM accounts WHERE tenant_id = :tenantId AND id = :id FOR UPDATE',
    { id },
    { transaction },
  )
  const version = (row?.version ?? 0) + 1
  await database.execute(
    'UPDATE accounts SET version = :version WHERE tenant_id = :tenantId AND id = :id',
    { id, version },
    { transaction },
  )
  return version
}

/** What hears the facts: one in the order of the versions, one that cannot digest some. */
export const consumersOn = (database: Database, random: Random): Consumer[] => [
  consumer(AccountUpdatedSchema, ORDERED, async ({ account, changedFields }, { transaction, envelope }) => {
    const { aggregateVersion: version } = envelope
    const row = { queue: ORDERED, command: changedFields[0], account_id: account?.id, version }
    await database.insertRows('heard', [row], { transaction })
    if (random.chance(0.05)) throw unavailable('neighbour_away')
  }),
  consumer(AccountDeletedSchema, UNORDERED, async ({ accountId }, { transaction }) => {
    const row = { queue: UNORDERED, command: accountId, account_id: '', version: 0 }
    await database.insertRows('heard', [row], { transaction })
    if (accountId.endsWith('poison')) throw new Error('cannot digest this')
  }),
]

/** What does the jobs: in steps, each in a transaction, going on where it was. */
export const workersOn = (database: Database, random: Random): Worker[] => [
  worker<string>({
    kind: JOB,
    leaseSeconds: 3,
    maxFailures: 100,
    concurrency: 2,
    run: async (command, lease) => {
      const done = await database.select('SELECT step FROM work WHERE tenant_id = :tenantId AND job_id = :jobId', {
        jobId: lease.jobId,
      })
      for (const step of STEPS.slice(done.length)) {
        if (random.chance(0.1)) throw new Error('stumbled')
        await database.transaction(async (transaction) => {
          await lease.fence(transaction)
          const row = { command, job_id: lease.jobId, step, attempt: lease.attempt }
          await database.insertRows('work', [row], { transaction })
        })
      }
    },
  }),
]
