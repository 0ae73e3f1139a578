import { defineStore } from 'pinia'
import { ref } from 'vue'

export type ToastTone = 'success' | 'danger' | 'info'

export interface Toast {
  id: number
  tone: ToastTone
  text: string
  /** A way back or onward, e.g. undo. */
  action?: { label: string; run: () => void }
}

const showFor = 5_000
const showWithActionFor = 10_000

/** Short messages after an action; read out by a live region. Failures stay until closed. */
export const useToastStore = defineStore('toasts', () => {
  const toasts = ref<Toast[]>([])
  let lastId = 0

  const timers = new Map<number, number>()

  const close = (id: number): void => {
    window.clearTimeout(timers.get(id))
    timers.delete(id)
    toasts.value = toasts.value.filter((toast) => toast.id !== id)
  }

  const arm = ({ id, tone, action }: Toast): void => {
    if (tone !== 'danger')
      timers.set(
        id,
        window.setTimeout(() => close(id), action ? showWithActionFor : showFor),
      )
  }

  const show = (tone: ToastTone, text: string, action?: Toast['action']): void => {
    lastId += 1
    const toast: Toast = { id: lastId, tone, text, ...(action ? { action } : {}) }
    toasts.value = [...toasts.value.slice(-3), toast]
    arm(toast)
  }

  /** Keeps the messages while somebody reads or reaches for them; `release` lets them go again. */
  const hold = (): void => {
    for (const timer of timers.values()) window.clearTimeout(timer)
  }
  const release = (): void => {
    for (const toast of toasts.value) arm(toast)
  }

  return { toasts, show, close, hold, release }
})
