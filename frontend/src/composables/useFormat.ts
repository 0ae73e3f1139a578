import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

const day = 86_400_000

const startOfDay = (time: Date): number => new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime()

/** Whole days from one local date to another; negative when `time` lies before `now`. */
export const daysBetween = (now: Date, time: Date): number => Math.round((startOfDay(time) - startOfDay(now)) / day)

/** Formats dates, times and numbers in the language of the interface; an empty string for no value. */
export const useFormat = () => {
  const { locale } = useI18n()
  const dates = computed(
    () => new Intl.DateTimeFormat(locale.value, { year: 'numeric', month: 'short', day: 'numeric' }),
  )
  const clocks = computed(
    () => new Intl.DateTimeFormat(locale.value, { hour: '2-digit', minute: '2-digit', hour12: false }),
  )
  const numbers = computed(() => new Intl.NumberFormat(locale.value))
  const relative = computed(() => new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }))

  const date = (iso: string | undefined): string => (iso ? dates.value.format(new Date(iso)) : '')
  const time = (iso: string | undefined): string => (iso ? clocks.value.format(new Date(iso)) : '')
  const dateTime = (iso: string | undefined): string => (iso ? `${date(iso)} ${time(iso)}` : '')
  const number = (value: number): string => numbers.value.format(value)

  /** "today", "yesterday", "in 3 days", "2 months ago". */
  const ago = (iso: string | undefined, now = new Date()): string => {
    if (!iso) return ''
    const days = daysBetween(now, new Date(iso))
    const minutes = Math.round((new Date(iso).getTime() - now.getTime()) / 60_000)
    if (days === 0 && minutes <= 0 && minutes > -60) return relative.value.format(minutes, 'minute')
    if (Math.abs(days) < 30) return relative.value.format(days, 'day')
    if (Math.abs(days) < 365) return relative.value.format(Math.round(days / 30), 'month')
    return relative.value.format(Math.round(days / 365), 'year')
  }

  return { date, time, dateTime, number, ago }
}
