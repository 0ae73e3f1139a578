import { useQueryClient } from '@tanstack/vue-query'
import { useRouter } from 'vue-router'

import { useAction } from '@/composables/useAction'
import { useSessionStore } from '@/composables/sessionStore'

/** Signs out, forgets everything that was read, and shows the sign-in page. */
export const useSignOut = () => {
  const session = useSessionStore()
  const queries = useQueryClient()
  const router = useRouter()
  const { act } = useAction(async () => {
    await session.signOut()
    queries.clear()
    await router.push('/sign-in')
  })
  return act
}
