import { useI18n } from 'vue-i18n'

/** Gives a function that says a text by its key, or the fallback where there is none, as for names that came with a newer server. */
export const useOptionalText = () => {
  const texts = useI18n()
  return (key: string, fallback: string): string => (texts.te(key) ? texts.t(key) : fallback)
}
