import { useI18n } from 'vue-i18n'

/** Gives a function that says a part of a role in words, as its keys and values. */
export const useRoleWords = () => {
  const { t } = useI18n()
  return (value: unknown): string => {
    if (Array.isArray(value)) return value.join(t('common.comma'))
    if (typeof value !== 'object' || value === null) return String(value)
    return Object.entries(value)
      .map(([key, each]) => `${key} = ${String(each)}`)
      .join(t('common.comma'))
  }
}
