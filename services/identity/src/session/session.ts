const HOUR = 3_600_000

/** A session ends when it was not used for so long (ms). */
export const IDLE = 12 * HOUR

/** A session ends so long after sign-in, used or not (ms). */
export const LONGEST = 30 * 24 * HOUR

/** Use is noted at most once in so long (ms). */
export const NOTED_EVERY = 60_000

const earlier = (one: Date, other: Date) => (one < other ? one : other)

/** When a session that begins now ends: at the latest, and unless it is used before. */
export const lifetimeFrom = (now: Date): { expiresAt: Date; endsAt: Date } => ({
  expiresAt: new Date(now.getTime() + IDLE),
  endsAt: new Date(now.getTime() + LONGEST),
})

/** When a session used now ends unless it is used again. */
export const expiryAfterUse = (endsAt: Date, now: Date): Date => earlier(new Date(now.getTime() + IDLE), endsAt)

/** Whether this use should be noted in the database. */
export const isUseToNote = (lastSeenAt: Date | null, now: Date): boolean =>
  !lastSeenAt || now.getTime() - lastSeenAt.getTime() >= NOTED_EVERY
