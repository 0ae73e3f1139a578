import type { Account } from '@/api/types'
import type { Tone } from '@/ui/tone'

/** How the stages of a customer's life look. */
export const lifecycleTone: Record<Account['lifecycle'], Tone> = {
  LIFECYCLE_UNSPECIFIED: 'neutral',
  PROSPECT: 'info',
  ACTIVE: 'success',
  AT_RISK: 'warning',
  DORMANT: 'neutral',
  CHURNED: 'danger',
}

/** How the levels of customers look. */
export const levelTone: Record<Account['level'], Tone> = {
  LEVEL_UNSPECIFIED: 'neutral',
  A: 'primary',
  B: 'info',
  C: 'neutral',
  D: 'neutral',
}
