import { useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

import { importKeys } from '@/api/imports'
import { updateProfile } from '@/api/session'
import { isLocale, showLocale, type Locale } from '@/i18n/locale'

import { useAction } from './useAction'
import { useSessionStore } from './sessionStore'

let chosenBeforeSignIn = false

/** The language of the interface: changed at once, and kept in the profile of whoever is signed in. */
export const useLanguage = () => {
  const { locale } = useI18n()
  const session = useSessionStore()
  const queries = useQueryClient()
  const { act: keep } = useAction((next: Locale) => updateProfile({ locale: next }))
  const current = computed<Locale>(() => (isLocale(locale.value) ? locale.value : 'en'))

  const choose = async (next: Locale): Promise<void> => {
    await showLocale(next)
    if (!session.user) {
      chosenBeforeSignIn = true
      return
    }
    await keep(next)
    // What the server had put into words comes again in the other language.
    await queries.invalidateQueries({ queryKey: importKeys.all })
  }

  /** After signing in: the language of the profile, unless one was chosen on the way in; then that one is kept. */
  const followProfile = async (): Promise<void> => {
    const kept = session.user?.locale
    if (chosenBeforeSignIn) await keep(current.value)
    else if (isLocale(kept)) await showLocale(kept)
    chosenBeforeSignIn = false
  }

  return { current, choose, followProfile }
}
