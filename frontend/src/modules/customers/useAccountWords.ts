import { useI18n } from 'vue-i18n'

import type { AccountValues } from './accountForm'

/** Gives a function that says a value of a customer's field in words. */
export const useAccountWords = () => {
  const { t } = useI18n()
  return (name: keyof AccountValues, value: unknown): string => {
    if (Array.isArray(value)) return value.join(t('common.comma'))
    if (name === 'level') return t(`account.levels.${String(value)}`)
    if (name === 'kind') return t(`account.kinds.${String(value)}`)
    return String(value)
  }
}
