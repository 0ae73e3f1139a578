import type { CustomerDeps } from '../service'
import { createContact } from './createContact'
import { deleteContact } from './deleteContact'
import { getContact } from './getContact'
import { listContacts } from './listContacts'
import { restoreContact } from './restoreContact'
import { updateContact } from './updateContact'

/** Handlers of ContactService. */
export const contactHandlers = (deps: CustomerDeps) => ({
  listContacts: listContacts(deps),
  getContact: getContact(deps),
  createContact: createContact(deps),
  updateContact: updateContact(deps),
  deleteContact: deleteContact(deps),
  restoreContact: restoreContact(deps),
})
