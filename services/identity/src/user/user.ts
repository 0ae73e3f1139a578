import type { Violation } from '@rapport/chassis'

export type UserState = 'INVITED' | 'ACTIVE' | 'LOCKED' | 'DISABLED' | 'HANDED_OVER'

/** States from which each command leads on. LOCKED and HANDED_OVER belong to the life of a user although no command of today leads there. */
const moves = {
  activate: { from: ['INVITED', 'ACTIVE', 'LOCKED'], reason: 'user_disabled' },
  disable: { from: ['INVITED', 'ACTIVE', 'LOCKED'], reason: 'user_disabled' },
  enable: { from: ['DISABLED'], reason: 'user_not_disabled' },
  invite: { from: ['INVITED', 'ACTIVE', 'LOCKED'], reason: 'user_disabled' },
} as const satisfies Record<string, { from: readonly UserState[]; reason: string }>

/** Why the command is impossible in this state; undefined: it is possible. */
export const obstacleTo = (command: keyof typeof moves, state: UserState): string | undefined => {
  const { from, reason } = moves[command]
  return (from as readonly UserState[]).includes(state) ? undefined : reason
}

/** The state of a user who is let in again: who never set a password is still invited. */
export const stateWhenEnabled = (hasPassword: boolean): UserState => (hasPassword ? 'ACTIVE' : 'INVITED')

/** Whether a user in this state may sign in and use their sessions. */
export const maySignIn = (state: UserState): boolean => state === 'ACTIVE'

/** What is wrong with the given details of a user beyond the contract. */
export const violationsOf = ({ name, mobile }: { name?: string; mobile?: string }): Violation[] => [
  ...(name !== undefined && name.trim() === '' ? [{ field: 'name', reason: 'required' }] : []),
  ...(mobile !== undefined && !/^(\+?[0-9][0-9 ()-]{4,38})?$/.test(mobile)
    ? [{ field: 'mobile', reason: 'mobile_invalid' }]
    : []),
]
