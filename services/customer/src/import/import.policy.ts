import { denied, holds, mayReadField, mayWriteField, scopeOf, type Actor, type Violation } from '@rapport/chassis'
import { fieldIds } from './importFields'
import type { ImportRow } from './ImportModel'

/** Who sees all accounts of the company and may read all that a file can hold: an import shows its rows as they are in the file. */
export const maySeeAllImports = (actor: Actor): boolean =>
  scopeOf(actor, 'customer.account') === 'ALL' && fieldIds.every((field) => mayReadField(actor, field))

/** Who uploaded an import, and who sees all. */
export const maySeeImport = (actor: Actor, { ownerId }: { ownerId: string }): boolean =>
  ownerId === actor.id || maySeeAllImports(actor)

// What a row says of a contact that is the account itself goes into the field of that name of the account.
const mayFill = (actor: Actor, field: string): boolean =>
  [field, field.replace(/^contact\./, 'account.')].every((key) => mayWriteField(actor, key))

/**
 * Refuses an import that does what the actor may not do by hand: record accounts, change those that exist already (UPDATE),
 * add contacts, fill a field that a rule of the role locks. Throws `denied` that names the columns, or `duplicates`. Which
 * accounts a row may change is decided row by row.
 */
export const refuseForbiddenImport = (
  actor: Actor,
  { fileColumns, duplicates }: Pick<ImportRow, 'fileColumns' | 'duplicates'>,
): void => {
  const unlessHeld = (permission: string, field: string): Violation[] =>
    holds(actor, permission) ? [] : [{ field, reason: 'permission_missing', params: { permission } }]
  const violations = [
    ...unlessHeld('customer.account.create', 'mapping'),
    ...(duplicates === 'UPDATE' ? unlessHeld('customer.account.update', 'duplicates') : []),
    ...fileColumns.flatMap(({ field }, index) => {
      const place = `mapping[${index}]`
      if (!mayFill(actor, field)) return [{ field: place, reason: 'field_protected' }]
      return field.startsWith('contact.') ? unlessHeld('customer.contact.create', place) : []
    }),
  ]
  if (violations.length) throw denied('import_denied', {}, ...violations)
}
