import type { TenantInput } from '@rapport/proto/identity'
import type { Locale, Violation } from '@rapport/chassis'

export type TenantState = 'TRIAL' | 'ACTIVE' | 'SUSPENDED' | 'CLOSED'

/** What an administrator decides about the company. */
export interface TenantSettings {
  name: string
  locale: Locale
  timeZone: string
  currency: string
}

/** What a new company gets where nothing is said. */
export const DEFAULT_SETTINGS = { locale: 'zh-CN', timeZone: 'Asia/Shanghai', currency: 'CNY' } as const

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

const currencies = new Set(Intl.supportedValuesOf('currency'))

/** What is wrong with the given settings, field by field. */
export const violationsOf = (settings: Partial<TenantSettings>): Violation[] => [
  ...(settings.name !== undefined && settings.name.trim() === '' ? [{ field: 'name', reason: 'required' }] : []),
  ...(settings.timeZone !== undefined && !isTimeZone(settings.timeZone)
    ? [{ field: 'timeZone', reason: 'time_zone_unknown' }]
    : []),
  ...(settings.currency !== undefined && !currencies.has(settings.currency)
    ? [{ field: 'currency', reason: 'currency_unknown' }]
    : []),
]

const isLocale = (text: string | undefined): text is Locale => text === 'zh-CN' || text === 'en'

/** The settings that a request gives; empty ones count as not given. */
export const settingsOf = ({ name, locale, timeZone, currency }: Partial<TenantInput>): Partial<TenantSettings> => ({
  ...(name !== undefined && { name: name.trim() }),
  ...(isLocale(locale) && { locale }),
  ...(timeZone && { timeZone }),
  ...(currency && { currency }),
})

/** Whether the people of a company in this state may use Rapport. */
export const isOpen = (state: TenantState): boolean => state === 'TRIAL' || state === 'ACTIVE'
