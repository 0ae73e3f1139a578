import { denied, type Actor } from '@rapport/chassis'

/** Throws unless the caller is a person: sessions, profile and password are nothing for API keys. */
export const mustBePerson = ({ kind }: Actor): void => {
  if (kind !== 'USER') throw denied('person_required')
}
