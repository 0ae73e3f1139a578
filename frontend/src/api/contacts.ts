import { answerOf, client, ifMatch } from './client'
import type { Contact, ContactInput, Query } from './types'

/** Cache keys of contacts. */
export const contactKeys = {
  all: ['contacts'] as const,
  list: (query: Query<'/v1/contacts'>) => ['contacts', 'list', query] as const,
  detail: (id: string) => ['contacts', 'detail', id] as const,
}

/** A page of contacts, of one account when `accountId` is given. */
export const listContacts = (query: Query<'/v1/contacts'>, signal?: AbortSignal) =>
  answerOf(client.GET('/v1/contacts', { params: { query }, signal }))

/** One contact. */
export const getContact = (id: string, signal?: AbortSignal): Promise<Contact> =>
  answerOf(client.GET('/v1/contacts/{id}', { params: { path: { id } }, signal }))

/** Adds a contact to an account. */
export const createContact = (body: ContactInput, key: string): Promise<Contact> =>
  answerOf(client.POST('/v1/contacts', { body, headers: { 'Idempotency-Key': key } }))

/** Changes the given fields of a contact known at `version`. */
export const updateContact = (id: string, version: number, body: Partial<ContactInput>): Promise<Contact> =>
  answerOf(client.PATCH('/v1/contacts/{id}', { params: { path: { id } }, body, headers: ifMatch(version) }))

/** Moves a contact to the recycle bin. */
export const deleteContact = (id: string, version: number) =>
  answerOf(client.DELETE('/v1/contacts/{id}', { params: { path: { id } }, headers: ifMatch(version) }))

/** Takes a contact back out of the recycle bin. */
export const restoreContact = (id: string): Promise<Contact> =>
  answerOf(client.POST('/v1/contacts/{id}:restore', { params: { path: { id } }, body: {} }))
