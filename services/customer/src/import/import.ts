import { conflict, invalid, type Violation } from '@rapport/chassis'
import { isImportField, joinedFields } from './importFields'
import type { ImportRow, StoredColumn } from './ImportModel'

/** The columns with the fields that the caller gave them, in order; columns beyond the list are left out of the import. Throws `invalid` when the mapping cannot work. */
export const mapColumns = (columns: readonly StoredColumn[], mapping: readonly string[]): StoredColumn[] => {
  const violations: Violation[] = []
  mapping.forEach((field, index) => {
    if (!field) return
    const place = `mapping[${index}]`
    if (!isImportField(field)) violations.push({ field: place, reason: 'import_field_unknown' })
    else if (!joinedFields.has(field) && mapping.indexOf(field) < index) {
      violations.push({ field: place, reason: 'import_field_repeated' })
    }
  })
  if (!mapping.includes('account.name') && !mapping.includes('contact.name')) {
    violations.push({ field: 'mapping', reason: 'import_name_unmapped' })
  }
  if (violations.length) throw invalid(...violations)
  return columns.map((column, index) => ({ ...column, field: mapping[index] ?? '' }))
}

/** Refuses to start what runs or ran already. */
export const mustBeUploaded = ({ state }: ImportRow): void => {
  if (state !== 'UPLOADED') throw conflict('import_started')
}

/** Refuses to stop what has come to its end. */
export const mustBeStoppable = ({ state }: ImportRow): void => {
  if (state !== 'UPLOADED' && state !== 'RUNNING') throw conflict('import_finished')
}

/** In which state an import ends whose rows were all read. */
export const finalState = ({ failedRows }: Pick<ImportRow, 'failedRows'>) =>
  failedRows ? 'COMPLETED_WITH_ERRORS' : 'COMPLETED'
