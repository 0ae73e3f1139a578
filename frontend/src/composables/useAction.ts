import { ref } from 'vue'

import { useProblemText } from './useProblemText'
import { useToastStore } from './toastStore'

/**
 * Wraps a command behind a button: `busy` while it runs, a toast when it fails. Gives the result, or undefined after a
 * failure; a second press while it runs does nothing.
 */
export const useAction = <Arguments extends unknown[], Result>(run: (...input: Arguments) => Promise<Result>) => {
  const busy = ref(false)
  const problemText = useProblemText()
  const toasts = useToastStore()

  const act = async (...input: Arguments): Promise<Result | undefined> => {
    if (busy.value) return undefined
    busy.value = true
    try {
      return await run(...input)
    } catch (error) {
      toasts.show('danger', problemText(error))
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { act, busy }
}
