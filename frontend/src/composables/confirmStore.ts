import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

export interface Question {
  title: string
  text: string
  confirmLabel: string
  danger?: boolean
}

/** Asks before something that is hard to take back. */
export const useConfirmStore = defineStore('confirm', () => {
  const question = shallowRef<Question>()
  let settle: (answer: boolean) => void = () => undefined

  /** Shows the question; true when the person said yes. */
  const ask = (next: Question): Promise<boolean> => {
    settle(false)
    question.value = next
    return new Promise((resolve) => {
      settle = resolve
    })
  }

  const answer = (yes: boolean): void => {
    question.value = undefined
    settle(yes)
  }
  return { question, ask, answer }
})
