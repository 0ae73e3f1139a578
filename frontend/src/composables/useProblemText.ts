import { useI18n } from 'vue-i18n'

import { ApiProblem } from '@/api/client'

/** Gives a function that says in the interface's language what went wrong: the server's own sentence where there is one. */
export const useProblemText = () => {
  const { t } = useI18n()
  return (error: unknown): string => {
    if (!(error instanceof ApiProblem)) return t('problem.unexpected')
    if (error.detail) return error.detail
    if (error.status === 0) return t('problem.unreachable')
    if (error.status === 413) return t('problem.tooLarge')
    if (error.status === 429) return t('problem.tooMany', { seconds: error.retryAfter || 60 })
    if (error.status >= 500) return t('problem.server')
    return error.title || t('problem.refused')
  }
}
