/** What secrets of one-time codes are sealed for. */
export const TOTP = 'totp'
