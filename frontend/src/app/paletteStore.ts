import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Whether the command palette and the list of shortcuts are open. */
export const usePaletteStore = defineStore('palette', () => {
  const isOpen = ref(false)
  const showsShortcuts = ref(false)
  return { isOpen, showsShortcuts }
})
