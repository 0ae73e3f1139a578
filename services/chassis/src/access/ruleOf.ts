import type { Actor, FieldRule } from '../context/actor'

/** What the actor may do with the field of `key`, such as `account.phones`; EDIT where no rule is given. */
export const ruleOf = ({ everything, fieldRules }: Actor, key: string): FieldRule =>
  everything ? 'EDIT' : (fieldRules[key] ?? 'EDIT')

/** Whether the actor may read the field of `key` in full: one that is hidden or masked must decide nothing that the actor sees, or its value can be guessed. */
export const mayReadField = (actor: Actor, key: string): boolean => !['HIDDEN', 'MASKED'].includes(ruleOf(actor, key))

/** Whether the actor may write the field of `key`. */
export const mayWriteField = (actor: Actor, key: string): boolean => ruleOf(actor, key) === 'EDIT'
