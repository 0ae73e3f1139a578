import type { CustomerDeps } from '../service'
import { listTimeline } from '../timeline/listTimeline'
import { assignAccount } from './assignAccount'
import { countAccounts } from './countAccounts'
import { createAccount } from './createAccount'
import { deleteAccount } from './deleteAccount'
import { findDuplicateAccounts } from './findDuplicateAccounts'
import { getAccount } from './getAccount'
import { listAccounts } from './listAccounts'
import { restoreAccount } from './restoreAccount'
import { updateAccount } from './updateAccount'

/** Handlers of AccountService. */
export const accountHandlers = (deps: CustomerDeps) => ({
  listAccounts: listAccounts(deps),
  countAccounts: countAccounts(deps),
  getAccount: getAccount(deps),
  createAccount: createAccount(deps),
  updateAccount: updateAccount(deps),
  deleteAccount: deleteAccount(deps),
  restoreAccount: restoreAccount(deps),
  assignAccount: assignAccount(deps),
  findDuplicateAccounts: findDuplicateAccounts(deps),
  listTimeline: listTimeline(deps),
})
