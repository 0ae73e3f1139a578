import { holds, type Actor } from '@rapport/chassis'

/** Kinds of timeline entries that show a follow-up, whose author is then the actor of the entry. */
export const followUpKinds: readonly string[] = ['NOTE', 'FOLLOW_UP']

const kindsBehind: Readonly<Record<string, readonly string[]>> = {
  'customer.followUp.read': followUpKinds,
  'customer.contact.read': ['CONTACT_ADDED', 'CONTACT_UPDATED', 'CONTACT_REMOVED'],
}

/** Kinds of timeline entries that show what the actor may not read: those of follow-ups and of contacts. */
export const unreadableKinds = (actor: Actor): string[] =>
  Object.entries(kindsBehind).flatMap(([permission, kinds]) => (holds(actor, permission) ? [] : kinds))
