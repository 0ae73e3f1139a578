import {
  AccountService,
  ContactService,
  FollowUpService,
  type Account,
  type Contact,
  type FollowUp,
} from '@rapport/proto/customer'
import { anActor, testService, type TestOptions, type TestService } from '@rapport/chassis/testing'
import type { Actor, Scope } from '@rapport/chassis'
import { customer } from '../service'

const permissions = [
  'customer.account.read',
  'customer.account.create',
  'customer.account.update',
  'customer.account.delete',
  'customer.account.assign',
  'customer.contact.read',
  'customer.contact.create',
  'customer.contact.update',
  'customer.contact.delete',
  'customer.followUp.read',
  'customer.followUp.create',
  'customer.followUp.update',
  'customer.import.create',
]

/** A salesperson with all permissions on customers and the given record scope, of follow-ups, too. */
export const aSeller = (scope: Scope = 'ALL', traits: Partial<Omit<Actor, 'permissions'>> = {}): Actor =>
  anActor({ permissions, scopes: { 'customer.account': scope, 'customer.followUp': scope }, ...traits })

/** The customer service on a schema of its own, with short words for what most tests arrange. */
export interface CustomerTest extends TestService {
  /** Records an account, duplicates allowed. */
  anAccount: (account: { name: string; [field: string]: unknown }, as: Actor) => Promise<Account>
  aContact: (contact: { accountId: string; name: string; [field: string]: unknown }, as: Actor) => Promise<Contact>
  /** Records a follow-up by phone. */
  aFollowUp: (
    followUp: { accountId: string; content: string; [field: string]: unknown },
    as: Actor,
  ) => Promise<FollowUp>
}

/** Starts the customer service for the tests of one file. */
export const startCustomer = async (options?: TestOptions): Promise<CustomerTest> => {
  const service = await testService(customer, { targets: { identity: '127.0.0.1:1' }, ...options })
  return {
    ...service,
    anAccount: (account, as) =>
      service.call(AccountService.method.createAccount, { account, allowDuplicates: true }, { as }),
    aContact: (contact, as) => service.call(ContactService.method.createContact, { contact }, { as }),
    aFollowUp: (followUp, as) =>
      service.call(FollowUpService.method.createFollowUp, { followUp: { method: 1, ...followUp } }, { as }),
  }
}
