import { usePreferredDark, useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, watchEffect } from 'vue'

export type Theme = 'system' | 'light' | 'dark'
export const themes: readonly Theme[] = ['system', 'light', 'dark']

/** Light or dark, as the system says or as chosen on this device. */
export const useThemeStore = defineStore('theme', () => {
  const theme = useLocalStorage<Theme>('rapport.theme', 'system')
  const systemDark = usePreferredDark()
  const isDark = computed(() => theme.value === 'dark' || (theme.value === 'system' && systemDark.value))
  watchEffect(() => document.documentElement.classList.toggle('dark', isDark.value))

  const toggle = (): void => {
    theme.value = isDark.value ? 'light' : 'dark'
  }
  return { theme, isDark, toggle }
})
