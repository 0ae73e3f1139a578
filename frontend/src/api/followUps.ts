import { answerOf, client, ifMatch } from './client'
import type { FollowUp, FollowUpInput, Query, Today } from './types'

/** Cache keys of follow-ups and of the home page that is made of them. */
export const followUpKeys = {
  all: ['followUps'] as const,
  list: (query: Query<'/v1/followUps'>) => ['followUps', 'list', query] as const,
  detail: (id: string) => ['followUps', 'detail', id] as const,
  today: ['today'] as const,
}

/** A page of follow-ups, latest first. */
export const listFollowUps = (query: Query<'/v1/followUps'>, signal?: AbortSignal) =>
  answerOf(client.GET('/v1/followUps', { params: { query }, signal }))

/** One follow-up. */
export const getFollowUp = (id: string, signal?: AbortSignal): Promise<FollowUp> =>
  answerOf(client.GET('/v1/followUps/{id}', { params: { path: { id } }, signal }))

/** Records a follow-up or a note. */
export const createFollowUp = (body: FollowUpInput, key: string): Promise<FollowUp> =>
  answerOf(client.POST('/v1/followUps', { body, headers: { 'Idempotency-Key': key } }))

/** Changes the given fields of a follow-up known at `version`. An empty `nextAt` takes the next time away: it stands in the mask and not in the body. */
export const updateFollowUp = (id: string, version: number, changed: Partial<FollowUpInput>): Promise<FollowUp> => {
  const { nextAt, ...others } = changed
  const body = nextAt ? changed : others
  const query = { updateMask: Object.keys(changed).join(',') }
  return answerOf(
    client.PATCH('/v1/followUps/{id}', { params: { path: { id }, query }, body, headers: ifMatch(version) }),
  )
}

/** Removes a follow-up from the timeline. */
export const deleteFollowUp = (id: string, version: number) =>
  answerOf(client.DELETE('/v1/followUps/{id}', { params: { path: { id } }, headers: ifMatch(version) }))

/** Today's work of the caller. */
export const getToday = (signal?: AbortSignal): Promise<Today> => answerOf(client.GET('/v1/today', { signal }))
