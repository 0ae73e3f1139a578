import { useRouter } from 'vue-router'

import type { Command } from '@/composables/defineModule'
import { useDialogStore } from '@/composables/dialogStore'

/** Carries a command out: goes to its page or opens its dialog. */
export const useRunCommand = () => {
  const router = useRouter()
  const dialogs = useDialogStore()
  return async (command: Command): Promise<void> => {
    if (command.to) await router.push(command.to)
    if (command.dialog) dialogs.open(command.dialog, {})
  }
}
