import type { kinds } from './plan'

/** A way to break the product's code: in `file`, `from` becomes `to`. */
export interface Mutant {
  readonly name: string
  /** The kind of histories that can notice it. */
  readonly kind: keyof typeof kinds
  readonly file: string
  readonly from: string
  readonly to: string
}

/** The classical mistakes; the histories must notice each of them. */
export const mutants: readonly Mutant[] = [
  {
    name: 'a message is acknowledged before its effect is committed',
    kind: 'states',
    file: 'events/queueWorker',
    from: 'await hear(database, consumer, batch)\n      acknowledge(on, batch)',
    to: 'acknowledge(on, batch)\n      await hear(database, consumer, batch)',
  },
  {
    name: 'a message behind an open one is acknowledged with it',
    kind: 'states',
    file: 'events/acknowledgements',
    from: '(tag) => tag < firstOpen',
    to: '() => true',
  },
  {
    name: 'a poisonous message is taken off before it lies among the dead letters',
    kind: 'events',
    file: 'events/deadLetter',
    from: 'await new Promise',
    to: 'channel.ack(message); await new Promise',
  },
  {
    name: 'nobody looks whether a message was heard before',
    kind: 'events',
    file: 'events/hear',
    from: 'idempotent ? incoming : await noteHeard(database, queue, incoming, transaction)',
    to: 'incoming',
  },
  {
    name: 'an older fact has its effect after a newer one',
    kind: 'states',
    file: 'events/aggregateVersions',
    from: '>= (seen.get(one.envelope.aggregateId) ?? 0)',
    to: '>= 0',
  },
  {
    name: 'a fact counts as published before the broker has confirmed it',
    kind: 'states',
    file: 'events/relay',
    from: 'await confirmed\n        await forget(database, rows, transaction)',
    to: 'confirmed.catch(() => undefined)\n        await forget(database, rows, transaction)',
  },
  {
    name: 'facts are written after the commit',
    kind: 'states',
    file: 'database/transactions',
    from: 'await flush(state, transaction)',
    to: 'await commit(link)\n      await flush(state, transaction)',
  },
  {
    name: 'work whose commit may have happened is done again',
    kind: 'jobs',
    file: 'database/transactions',
    from: "repeatable || failure !== 'lost' || !(error instanceof CommitLost)",
    to: 'true',
  },
  {
    name: 'the key of a command is kept outside its transaction',
    kind: 'commands',
    file: 'database/idempotency',
    from: 'database.executeLater(KEEP, row, { transaction })',
    to: 'database.execute(KEEP, row)',
  },
  {
    name: 'a duplicate that was too late is not taken back',
    kind: 'commands',
    file: 'database/idempotency',
    from: 'ON DUPLICATE KEY UPDATE request_hash = NULL',
    to: 'ON DUPLICATE KEY UPDATE request_hash = request_hash',
  },
  {
    name: 'a key answers any request',
    kind: 'commands',
    file: 'database/idempotency',
    from: "if (stored.requestHash !== (context.requestHash ?? ''))",
    to: 'if (!stored)',
  },
  {
    name: 'who has lost a job may go on committing',
    kind: 'jobs',
    file: 'jobs/jobTable',
    from: "AND attempt = :attempt AND state = 'RUNNING' FOR UPDATE",
    to: 'FOR UPDATE',
  },
]
