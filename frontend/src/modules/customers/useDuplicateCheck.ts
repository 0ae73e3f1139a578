import { ref } from 'vue'

import { findDuplicateAccounts } from '@/api/accounts'
import type { DuplicateAccount } from '@/api/types'

import { inputOf, type AccountValues } from './accountForm'

const watched: readonly (keyof AccountValues)[] = ['name', 'creditCode', 'phones', 'emails']

/**
 * Looks for customers like the one being recorded whenever one of the telling fields is left. A failed look is no reason to
 * stop anybody: the server checks again when the form is sent.
 */
export const useDuplicateCheck = (values: AccountValues) => {
  const duplicates = ref<DuplicateAccount[]>([])
  let asked = ''

  const look = async (): Promise<void> => {
    const { name, creditCode, phones = [], emails = [] } = inputOf({ ...values })
    const question = { name, creditCode: creditCode.trim(), phones, emails }
    const content = JSON.stringify(question)
    if (content === asked || (!question.name && !question.creditCode && phones.length + emails.length === 0)) return
    asked = content
    const found = await findDuplicateAccounts(question).catch(() => ({ duplicates: [] }))
    if (content === asked) duplicates.value = found.duplicates
  }
  const left = (name: keyof AccountValues): void => {
    if (watched.includes(name)) void look()
  }
  /** Looks again, whatever was asked before. */
  const lookAgain = (): Promise<void> => {
    asked = ''
    return look()
  }
  return { duplicates, left, lookAgain }
}
