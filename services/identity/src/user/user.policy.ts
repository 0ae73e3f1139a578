import { holds, type Actor } from '@rapport/chassis'

/** Colleagues see each other's name, login, department and state; mobile and e-mail only the user and who manages users. */
export const seesReach = (actor: Actor, userId: string): boolean => actor.id === userId || managesUsers(actor)

/** Whether the actor manages users. */
export const managesUsers = (actor: Actor): boolean => holds(actor, 'identity.user.manage')
