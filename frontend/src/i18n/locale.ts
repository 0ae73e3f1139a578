import { createI18n } from 'vue-i18n'

import { setRequestLanguage } from '@/api/language'

/** The languages of the interface. */
export type Locale = 'zh-CN' | 'en'
export const locales: readonly Locale[] = ['zh-CN', 'en']

const storageKey = 'rapport.locale'

/** The plugin; messages of a language are loaded when it is first shown. */
export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: false,
  missingWarn: true,
  messages: { 'zh-CN': {}, en: {} },
})

/** True for a language that the interface speaks. */
export const isLocale = (value: unknown): value is Locale => locales.some((locale) => locale === value)

/** The language last chosen on this device; else that of the browser, where every Chinese reads zh-CN. */
export const preferredLocale = (): Locale => {
  const stored = localStorage.getItem(storageKey)
  if (isLocale(stored)) return stored
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

const loaders = {
  'zh-CN': () => import('./zh-CN/messages'),
  en: () => import('./en/messages'),
}

const loaded = new Set<Locale>()

/** Shows the interface in a language, without reload, and asks the server to answer in it; remembered on this device. */
export const showLocale = async (locale: Locale): Promise<void> => {
  if (!loaded.has(locale)) {
    const { messages } = await loaders[locale]()
    i18n.global.setLocaleMessage(locale, messages)
    loaded.add(locale)
  }
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
  localStorage.setItem(storageKey, locale)
  setRequestLanguage(locale)
}
