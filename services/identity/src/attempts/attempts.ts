import { createHash } from 'node:crypto'
import { exhausted, type Database, type Transaction } from '@rapport/chassis'
import { admission, countersFor, type Counter, type Tallies } from './admission'
import { NEVER, type Tally } from './allowance'

/** Who tries, from where. */
export interface Trier {
  /** Id of the user, or what was typed where no user has that login. */
  readonly account: string
  /** The address as addressKey gives it. */
  readonly address: string
  /** Whether the account was signed in from this address before. */
  readonly known: boolean
}

/** An attempt that was let through and counted as a failure. */
export interface Attempt {
  /** It was right: the failures of this account from this address are forgotten. */
  succeeded(transaction: Transaction): Promise<void>
  /** It was neither right nor wrong: it does not count. */
  withdrawn(): Promise<void>
}

// Hashed because people type all sorts of things where the login belongs, their password for example.
const subjectOf = (counter: Counter, { account, address }: Trier): string => {
  const parts = { pair: [account, address], address: [address], account: [account] }[counter]
  return createHash('sha256')
    .update(JSON.stringify([counter, ...parts]))
    .digest('hex')
}

const anywhere = { crossTenant: true } as const

const lockTallies = async (database: Database, subjects: string[], now: Date, transaction: Transaction) => {
  await database.execute(
    `INSERT INTO sign_in_attempts (subject, failures, counted_at, blocked_until)
     VALUES ${subjects.map((_, index) => `(:subject${index}, 0, :now, :never)`).join(', ')}
     ON DUPLICATE KEY UPDATE subject = subject`,
    { now, never: NEVER, ...Object.fromEntries(subjects.map((subject, index) => [`subject${index}`, subject])) },
    { ...anywhere, transaction },
  )
  return database.select<Tally & { subject: string }>(
    `SELECT subject, failures, counted_at AS countedAt, blocked_until AS blockedUntil
     FROM sign_in_attempts WHERE subject IN (:subjects) ORDER BY subject FOR UPDATE`,
    { subjects },
    { ...anywhere, transaction },
  )
}

const saveTally = (database: Database, subject: string, tally: Tally, transaction: Transaction) =>
  database.execute(
    `UPDATE sign_in_attempts SET failures = :failures, counted_at = :countedAt, blocked_until = :blockedUntil
     WHERE subject = :subject`,
    { subject, ...tally },
    { ...anywhere, transaction },
  )

const takeBack = (database: Database, subjects: string[], transaction?: Transaction) =>
  database.execute(
    'UPDATE sign_in_attempts SET failures = GREATEST(0, failures - 1) WHERE subject IN (:subjects)',
    { subjects },
    { ...anywhere, transaction },
  )

/**
 * Lets an attempt with a password through and counts it as a failure before it is judged, so that a thousand attempts at
 * once are no way around. Throws `too_many_attempts` with the seconds to wait.
 */
export const admitAttempt = async (
  { database, clock }: { database: Database; clock: () => Date },
  trier: Trier,
): Promise<Attempt> => {
  const counters = countersFor(trier.known)
  const subjects = new Map(counters.map((counter) => [subjectOf(counter, trier), counter]))
  const counted = await database.transaction(async (transaction) => {
    const now = clock()
    const rows = await lockTallies(database, [...subjects.keys()].sort(), now, transaction)
    const tallies: Tallies = {}
    for (const { subject, ...tally } of rows) tallies[subjects.get(subject) ?? 'pair'] = tally
    const decision = admission(trier.known, tallies, now)
    if ('wait' in decision) throw exhausted('too_many_attempts', decision.wait)
    const saved: string[] = []
    for (const [subject, counter] of subjects) {
      const tally = decision.counted[counter]
      if (!tally) continue
      await saveTally(database, subject, tally, transaction)
      saved.push(subject)
    }
    return saved
  })
  return {
    succeeded: async (transaction) => {
      await takeBack(database, counted, transaction)
      await database.execute(
        'DELETE FROM sign_in_attempts WHERE subject = :subject',
        { subject: subjectOf('pair', trier) },
        { ...anywhere, transaction },
      )
    },
    withdrawn: async () => {
      await takeBack(database, counted)
    },
  }
}
