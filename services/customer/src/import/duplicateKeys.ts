/** A value under which two accounts are probably the same; `kind` is the field it comes from. */
export interface DuplicateKey {
  kind: 'creditCode' | 'name' | 'phones' | 'emails'
  value: string
}

/** What of an account identifies it: `creditCode` and `emails` normalised or '', `phones` in E.164. */
export interface Identity {
  kind: string
  name: string
  creditCode?: string
  phones: readonly string[]
  emails: readonly string[]
}

const MAX_VALUE_LENGTH = 200

/**
 * The keys of an account for finding duplicates. Company names are compared without punctuation, spaces, case and
 * width, so that bracket styles make no difference but 有限公司 and 有限责任公司 stay two companies; persons of one name are
 * many, so their name is no key.
 */
export const duplicateKeys = ({ kind, name, creditCode = '', phones, emails }: Identity): DuplicateKey[] => {
  const keys: DuplicateKey[] = []
  const add = (of: DuplicateKey['kind'], value: string): void => {
    const bounded = Array.from(value.slice(0, 2 * MAX_VALUE_LENGTH))
      .slice(0, MAX_VALUE_LENGTH)
      .join('')
    if (bounded !== '' && !keys.some((key) => key.kind === of && key.value === bounded))
      keys.push({ kind: of, value: bounded })
  }
  add('creditCode', creditCode)
  if (kind !== 'PERSON') add('name', companyNameKey(name))
  for (const phone of phones) add('phones', phone)
  for (const email of emails) add('emails', email)
  return keys
}

/** The form in which names of companies are compared. */
export const companyNameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
