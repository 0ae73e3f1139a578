import { useI18n } from 'vue-i18n'

import type { ContactValues } from './contactForm'

/** Gives a function that says a value of a contact's field in words. */
export const useContactWords = () => {
  const { t } = useI18n()
  return (name: keyof ContactValues, value: unknown): string => {
    if (Array.isArray(value)) return value.join(t('common.comma'))
    if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no')
    if (name === 'decisionRole') return t(`contact.decisionRoles.${String(value)}`)
    if (name === 'preferredChannel') return t(`contact.channels.${String(value)}`)
    if (name === 'language') return t(`contact.languages.${String(value) || 'none'}`)
    return String(value)
  }
}
