import { defineService, implement, numberSequence, type Deps } from '@rapport/chassis'
import {
  AccountService,
  ContactService,
  FollowUpService,
  ImportService,
  SearchService,
  TodayService,
} from '@rapport/proto/customer'
import { accountHandlers } from './account/account.handlers'
import { defineAccountModel } from './account/AccountModel'
import { contactHandlers } from './contact/contact.handlers'
import { defineContactModel } from './contact/ContactModel'
import { followUpHandlers } from './followUp/followUp.handlers'
import { defineFollowUpModel } from './followUp/FollowUpModel'
import { dropOrphans } from './import/dropOrphans'
import { importHandlers } from './import/import.handlers'
import { defineImportModel } from './import/ImportModel'
import { runImport } from './import/runImport'
import { messages } from './messages'
import { migrations } from './migrations'
import { recycleBinWorker } from './recycleBin/emptyRecycleBin'
import { search } from './search/search'
import { defineActivityModel } from './timeline/ActivityModel'
import { getToday } from './today/getToday'

/** What the use cases of this service are given. */
export interface CustomerDeps extends Deps {
  /** The next human numbers of accounts. */
  accountNumbers: (count?: number) => Promise<string[]>
}

const customerDeps = (deps: Deps): CustomerDeps => ({
  ...deps,
  accountNumbers: numberSequence(deps.database, 'C', deps.clock),
})

/** The customer service: accounts, contacts, follow-ups, their timeline, search and import. */
export const customer = defineService({
  name: 'customer',
  messages,
  migrations,
  models: (sequelize) => {
    defineAccountModel(sequelize)
    defineContactModel(sequelize)
    defineFollowUpModel(sequelize)
    defineActivityModel(sequelize)
    defineImportModel(sequelize)
  },
  handlers: (base) => {
    const deps = customerDeps(base)
    return [
      implement(AccountService, accountHandlers(deps)),
      implement(ContactService, contactHandlers(deps)),
      implement(FollowUpService, followUpHandlers(deps)),
      implement(SearchService, { search: search(deps) }),
      implement(TodayService, { getToday: getToday(deps) }),
      implement(ImportService, importHandlers(deps)),
    ]
  },
  workers: (base) => {
    const deps = customerDeps(base)
    return [runImport(deps), dropOrphans(deps), recycleBinWorker(deps)]
  },
})
