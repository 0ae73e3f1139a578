import { generateSecret, generateURI, verifySync } from 'otplib'

const PERIOD = 30

/** A new secret for one-time codes, 160 bits in base32. */
export const newTotpSecret = (): string => generateSecret()

/** The secret as an otpauth:// address, for a QR code. */
export const totpUri = (secret: string, login: string): string =>
  generateURI({ issuer: 'Rapport', label: login, secret })

/**
 * The time step (30 s since 1970) whose code this is: the current one or, for clocks that differ, the one before or after.
 * Undefined when the code is wrong or its step is not after `lastStep`: each code counts once.
 */
export const stepOfCode = (secret: string, code: string, lastStep: number, now: Date): number | undefined => {
  if (!/^[0-9]{6}$/.test(code)) return undefined
  const epoch = Math.floor(now.getTime() / 1000)
  const result = verifySync({ secret, token: code, epoch, period: PERIOD, epochTolerance: PERIOD })
  if (!result.valid || !('timeStep' in result)) return undefined
  return result.timeStep > lastStep ? result.timeStep : undefined
}
