const DAY = 86_400_000

/** How long an invitation is good (ms). */
const GOOD_FOR = 7 * DAY

/** When an invitation that is made now ends. */
export const expiryFrom = (now: Date): Date => new Date(now.getTime() + GOOD_FOR)

/** The link with which the invited person sets their password. */
export const invitationUrl = (publicUrl: string, token: string): string => `${publicUrl}/invitation?token=${token}`
