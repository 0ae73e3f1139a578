import { mayReadField, type Context, type Deps } from '@rapport/chassis'
import { Account_Kind, type FindDuplicateAccountsRequest } from '@rapport/proto/customer'
import { parseCreditCode } from '../credit/creditCode'
import { normaliseEmail } from '../email/email'
import { splitPhones, parsePhone } from '../phone/phone'
import { maySeeAccount } from './account.policy'
import { selectAccounts } from './account.queries'
import { keysOf, matchingKeys } from './accountKeys'

/** What the caller is about to record, as far as it can be read: half-typed values find nothing and are no error. */
const readable = ({ name, creditCode, phones, emails }: FindDuplicateAccountsRequest) => ({
  kind: Account_Kind[Account_Kind.COMPANY],
  name,
  creditCode: parseCreditCode(creditCode) ?? '',
  phones: phones.flatMap(splitPhones).flatMap((number) => {
    const phone = parsePhone(number)
    return phone ? [{ number, e164: phone.e164, kind: phone.kind }] : []
  }),
  emails: emails.flatMap((email) => normaliseEmail(email) ?? []),
})

/**
 * The accounts that share a key with what is about to be recorded, at most 20; those out of the caller's sight without name.
 * What a field holds that the caller may not read in full is no key here: asking would tell whose it is.
 */
export const findDuplicateAccounts =
  ({ database }: Deps) =>
  async (request: FindDuplicateAccountsRequest, { actor }: Context) => {
    const keys = keysOf(readable(request)).filter(({ kind }) => mayReadField(actor, `account.${kind}`))
    const matches = await matchingKeys(database, keys)
    const ids = [...new Set(matches.map(({ accountId }) => accountId))].slice(0, 20)
    if (!ids.length) return { duplicates: [] }
    const accounts = await selectAccounts(database, 'a.id IN (:ids)', { ids })
    return {
      duplicates: accounts.map((account) => {
        const visible = maySeeAccount(actor, account)
        return {
          id: visible ? account.id : '',
          name: visible ? account.name : '',
          ownerId: account.ownerId,
          matchedFields: [
            ...new Set(matches.filter(({ accountId }) => accountId === account.id).map(({ kind }) => kind)),
          ],
        }
      }),
    }
  }
