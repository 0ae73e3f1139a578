import { holds, type Actor } from '@rapport/chassis'

const kindsBehind: Readonly<Record<string, readonly string[]>> = {
  'customer.followUp.read': ['NOTE', 'FOLLOW_UP'],
  'customer.contact.read': ['CONTACT_ADDED', 'CONTACT_UPDATED', 'CONTACT_REMOVED'],
}

/** Kinds of timeline entries that show what the actor may not read: those of follow-ups and of contacts. */
export const unreadableKinds = (actor: Actor): string[] =>
  Object.entries(kindsBehind).flatMap(([permission, kinds]) => (holds(actor, permission) ? [] : kinds))
