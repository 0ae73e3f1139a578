import { createHash, randomBytes } from 'node:crypto'

/** A token of 256 random bits in base64url, 43 characters. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of a token: its SHA-256 in hexadecimal. Enough for 256 random bits; passwords need more. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')
