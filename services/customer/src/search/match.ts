import { mayReadField, type Actor } from '@rapport/chassis'
import { matches, type SearchDocument } from './tokens'

/** Which record a document is of. */
type Resource = 'account' | 'contact'

/** Where a record contains the words of a search. */
export interface Match {
  field: 'name' | 'phones' | 'emails' | 'creditCode' | 'number' | 'wechat'
  /** The value that contains the words. */
  value: string
  /** True when the value begins with the words or equals them. */
  leading: boolean
}

/** The fields that words are looked for in. */
const searched: Readonly<Record<Resource, readonly Match['field'][]>> = {
  account: ['name', 'phones', 'emails', 'creditCode', 'number'],
  contact: ['name', 'phones', 'emails', 'wechat'],
}

/** Whether the actor may read every field that words are looked for in: then the index alone says what they find. */
export const readsAllSearched = (actor: Actor): boolean =>
  (['account', 'contact'] as const).every((resource) =>
    searched[resource].every((field) => mayReadField(actor, `${resource}.${field}`)),
  )

const nothing: SearchDocument = { names: [], phones: [], emails: [], codes: [] }
const isNumber = (code: string) => /^C-\d{8}-\d+$/.test(code)

const codeField = (code: string, resource: Resource): Match['field'] => {
  if (resource === 'contact') return 'wechat'
  return isNumber(code) ? 'number' : 'creditCode'
}

/** A value of a record, and the document that would hold nothing else. */
interface Searchable extends Omit<Match, 'leading'> {
  alone: SearchDocument
}

/** The values of a record by the fields that they come from, without those that the actor may not read in full. */
const searchables = (document: SearchDocument, actor: Actor, resource: Resource): Searchable[] => {
  const { names, codes, phones, emails } = document
  const all: Searchable[] = [
    ...names.map((value) => ({ field: 'name' as const, value, alone: { ...nothing, names: [value] } })),
    ...codes.map((value) => ({ field: codeField(value, resource), value, alone: { ...nothing, codes: [value] } })),
    ...phones.map((value) => ({ field: 'phones' as const, value, alone: { ...nothing, phones: [value] } })),
    ...emails.map((value) => ({ field: 'emails' as const, value, alone: { ...nothing, emails: [value] } })),
  ]
  return all.filter(({ field }) => mayReadField(actor, `${resource}.${field}`))
}

const together = (values: readonly Searchable[]): SearchDocument => ({
  names: values.flatMap(({ alone }) => alone.names),
  phones: values.flatMap(({ alone }) => alone.phones),
  emails: values.flatMap(({ alone }) => alone.emails),
  codes: values.flatMap(({ alone }) => alone.codes),
})

/**
 * The value of a record in which the words of a search stand, the name first; the name, too, when they stand in several
 * values ("张伟 5678"). Undefined when the index was wrong or the words stand only in fields that the actor may not read in
 * full: neither a hidden nor a masked value can be guessed by its parts.
 */
export const whereMatched = (
  document: SearchDocument,
  q: string,
  actor: Actor,
  resource: Resource,
): Match | undefined => {
  const values = searchables(document, actor, resource)
  // What one value matches, all of them do together: the other way round costs more.
  const found = values.find(({ alone }) => matches(alone, q)) ?? (matches(together(values), q) ? values[0] : undefined)
  if (!found) return undefined
  const { field, value } = found
  return { field, value, leading: value.toLowerCase().startsWith(q.trim().toLowerCase()) }
}

/** Order of hits: names that begin with the words, then other names, then other fields; accounts before contacts (kind 1 before 2). */
export const rankOf = ({ match, kind }: { match: Match; kind: number }): number =>
  (match.field === 'name' ? (match.leading ? 0 : 2) : match.leading ? 4 : 6) + (kind - 1)
