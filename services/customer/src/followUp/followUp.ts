import { invalid, toDate, type Violation } from '@rapport/chassis'
import { FollowUp_Method, type FollowUpInput } from '@rapport/proto/customer'
import type { FollowUpRow } from './FollowUpModel'

/** What a caller's input changes of a stored follow-up. */
export type FollowUpChange = Partial<
  Pick<FollowUpRow, 'accountId' | 'contactId' | 'method' | 'content' | 'happenedAt' | 'nextAt'>
>

/** A clock of the caller may run ahead of ours by this much, in ms. */
const clockTolerance = 5 * 60_000

/** Turns what a caller wrote (all or some fields of a follow-up) into what is stored. Throws `invalid` with every violation. */
export const followUpChange = (input: Partial<FollowUpInput>, now: Date): FollowUpChange => {
  const violations: Violation[] = []
  const change: FollowUpChange = {}
  if (input.accountId !== undefined) change.accountId = input.accountId
  if (input.contactId !== undefined) change.contactId = input.contactId
  if (input.method !== undefined) change.method = FollowUp_Method[input.method]
  if (input.content !== undefined) {
    change.content = input.content.trim()
    if (!change.content) violations.push({ field: 'content', reason: 'required' })
  }
  if ('happenedAt' in input) {
    change.happenedAt = toDate(input.happenedAt) ?? now
    if (change.happenedAt.getTime() > now.getTime() + clockTolerance) {
      violations.push({ field: 'happenedAt', reason: 'time_in_future' })
    }
  }
  if ('nextAt' in input) change.nextAt = toDate(input.nextAt) ?? null
  if (violations.length) throw invalid(...violations)
  return change
}

/** Kind of the timeline entry of a follow-up. */
export const timelineKind = (method: string): 'NOTE' | 'FOLLOW_UP' => (method === 'NOTE' ? 'NOTE' : 'FOLLOW_UP')
