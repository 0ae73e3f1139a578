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

  const close = (id: number): void => {
    toasts.value = toasts.value.filter((toast) => toast.id !== id)
  }

  const show = (tone: ToastTone, text: string, action?: Toast['action']): void => {
    lastId += 1
    const id = lastId
    toasts.value = [...toasts.value.slice(-3), { id, tone, text, ...(action ? { action } : {}) }]
    if (tone !== 'danger') window.setTimeout(() => close(id), action ? showWithActionFor : showFor)
  }

  return { toasts, show, close }
})
