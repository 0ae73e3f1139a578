import { z } from 'zod'

import type { FollowUp, FollowUpInput } from '@/api/types'

export const methods = ['PHONE', 'VISIT', 'WECHAT', 'EMAIL', 'SMS', 'MEETING', 'NOTE', 'OTHER'] as const
type Method = (typeof methods)[number]

/** What the form of a follow-up holds; `nextAt` is an ISO time or empty. */
export interface FollowUpValues {
  accountId: string
  method: Method
  content: string
  contactId: string
  nextAt: string
}

export const emptyFollowUp = (accountId: string): FollowUpValues => ({
  accountId,
  method: 'PHONE',
  content: '',
  contactId: '',
  nextAt: '',
})

/** The values of a follow-up as the form holds them. */
export const valuesOf = ({ accountId, method, content, contactId, nextAt }: FollowUp): FollowUpValues => ({
  accountId,
  method: methods.find((each) => each === method) ?? 'OTHER',
  content,
  contactId,
  nextAt: nextAt ?? '',
})

/** A new follow-up as it is sent: what is empty is left out. */
export const newFollowUpOf = ({ accountId, method, content, contactId, nextAt }: FollowUpValues): FollowUpInput => ({
  accountId,
  method,
  content: content.trim(),
  ...(contactId && { contactId }),
  ...(nextAt && { nextAt }),
})

/** The rules that the browser can check. */
export const followUpSchema = z.object({
  accountId: z.string().min(1, 'form.choose'),
  content: z.string().trim().min(1, 'form.missing').max(10_000, 'form.tooLong'),
})

const morning = 9

/** Nine in the morning, some days from now, as an ISO time. */
export const daysAhead = (days: number, now = new Date()): string =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning).toISOString()
