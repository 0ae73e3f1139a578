import type { ApiKeyInput } from '@rapport/proto/identity'
import type { Violation } from '@rapport/chassis'
import { isRange } from './ipAllowList'

const YEAR = 365 * 86_400_000

/** When a key ends about which nothing was said. */
export const defaultExpiry = (now: Date): Date => new Date(now.getTime() + YEAR)

/** What is wrong with a new key. */
export const violationsOf = (
  { name, ipAllowList }: Pick<ApiKeyInput, 'name' | 'ipAllowList'>,
  expiresAt: Date,
  now: Date,
): Violation[] => [
  ...(name.trim() === '' ? [{ field: 'name', reason: 'required' }] : []),
  ...ipAllowList.flatMap((entry, index) =>
    isRange(entry) ? [] : [{ field: `ipAllowList[${index}]`, reason: 'ip_range_invalid' }],
  ),
  ...(expiresAt <= now ? [{ field: 'expiresAt', reason: 'expiry_past' }] : []),
]

/** The state of a key at `now`. */
export const stateOf = ({ revokedAt, expiresAt }: { revokedAt: Date | null; expiresAt: Date }, now: Date) =>
  revokedAt ? 'REVOKED' : expiresAt <= now ? 'EXPIRED' : 'ACTIVE'
