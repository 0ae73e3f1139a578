import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/**
 * The dialogs that modules offer to each other, by name, with the facts each needs. A module adds its own by extending
 * this interface where it defines itself; so one module opens another's dialog without importing it.
 */
export interface DialogCatalogue {
  /** Present so that the catalogue is never empty. */
  none: Record<string, never>
}

export type DialogName = keyof DialogCatalogue

export interface OpenDialog {
  name: DialogName
  facts: DialogCatalogue[DialogName]
}

/** The one dialog that is open over the page, if any. */
export const useDialogStore = defineStore('dialogs', () => {
  const current = shallowRef<OpenDialog>()
  const open = <Name extends DialogName>(name: Name, facts: DialogCatalogue[Name]): void => {
    current.value = { name, facts }
  }
  const close = (): void => {
    current.value = undefined
  }
  return { current, open, close }
})
