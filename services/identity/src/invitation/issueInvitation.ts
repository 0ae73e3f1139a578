import type { Transaction } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { hashOfToken, newToken } from '../secrets/token'
import { expiryFrom, invitationUrl } from './invitation'

/** The link of a new invitation, sealed, and when it ends. */
export interface IssuedInvitation {
  readonly sealedUrl: string
  readonly expiresAt: Date
}

/** What an invitation link is sealed for while the answer of the command is kept. */
export const LINK = 'invitation link'

/**
 * Makes a new invitation for a user; earlier ones stop working. The link is sealed because the answer of a command is kept
 * for repetitions of it: the database must not know the token.
 */
export const issueInvitation = async (
  { database, clock, config, box }: IdentityDeps,
  userId: string,
  transaction: Transaction,
): Promise<IssuedInvitation> => {
  const now = clock()
  const token = newToken()
  const expiresAt = expiryFrom(now)
  await database.execute(
    `INSERT INTO invitations (tenant_id, user_id, token_hash, expires_at, created_at)
     VALUES (:tenantId, :userId, :tokenHash, :expiresAt, :now)
     ON DUPLICATE KEY UPDATE token_hash = :tokenHash, expires_at = :expiresAt, created_at = :now`,
    { userId, tokenHash: hashOfToken(token), expiresAt, now },
    { transaction },
  )
  return { sealedUrl: box.seal(invitationUrl(config.PUBLIC_URL, token), LINK), expiresAt }
}
