import { defineStore } from 'pinia'
import { computed, ref } from 'vue'

import { ApiProblem } from '@/api/client'
import { getSession, signIn as postSession, signOut as deleteSession } from '@/api/session'
import type { CurrentSession, FieldRule } from '@/api/types'

/** Who is signed in, with what they may do. `undefined` until the server was asked, `null` when nobody is. */
export const useSessionStore = defineStore('session', () => {
  const current = ref<CurrentSession | null>()
  const user = computed(() => current.value?.user)
  const permissions = computed(() => new Set(current.value?.permissions ?? []))

  /** Asks the server who is signed in, once. Throws ApiProblem when it cannot be reached. */
  const load = async (): Promise<void> => {
    if (current.value !== undefined) return
    await refresh()
  }

  /** Asks again, after the profile or a role changed. */
  const refresh = async (): Promise<void> => {
    try {
      current.value = await getSession()
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error
      current.value = null
    }
  }

  const signIn = async (login: string, password: string, totpCode: string): Promise<void> => {
    const { session } = await postSession({ login, password, ...(totpCode ? { totpCode } : {}) })
    if (session) current.value = session
    else await refresh()
  }

  const signOut = async (): Promise<void> => {
    await deleteSession()
    current.value = null
  }

  const forget = (): void => {
    current.value = null
  }

  /** True when a role of the user holds the permission, or one of several; true for no permission. */
  const can = (permission?: string | readonly string[]): boolean =>
    permission === undefined || [permission].flat().some((each) => permissions.value.has(each))

  /** What the user may do with a protectable field, `<resource>.<field>`. */
  const ruleOf = (field: string): FieldRule => current.value?.fieldRules[field] ?? 'EDIT'

  return { current, user, load, refresh, signIn, signOut, forget, can, ruleOf }
})
