import { pageOf, type Context, type Deps } from '@rapport/chassis'
import type { ListContactsRequest } from '@rapport/proto/customer'
import { visibleAccounts } from '../account/account.queries'
import { contactsByWords } from '../search/wordsCondition'
import { presentContact } from './contact.presenter'
import { selectContacts } from './contact.queries'

/** One page of the contacts of accounts that the caller may see, last changed first. */
export const listContacts =
  ({ database }: Deps) =>
  async (request: ListContactsRequest, { actor }: Context) => {
    const { accountId, deleted, q } = request
    const page = pageOf(request, {
      sort: {
        key: 'updatedAt desc',
        index: deleted || q.trim() ? undefined : accountId ? 'contacts_account' : 'contacts_updated',
        columns: [
          { column: 'c.updated_at', direction: 'desc', type: 'date' },
          { column: 'c.id', direction: 'desc', type: 'ascii' },
        ],
      },
      fingerprint: { accountId, deleted, q },
    })
    const visible = visibleAccounts(actor)
    const conditions = [deleted ? 'c.deleted_at IS NOT NULL' : 'c.deleted_at IS NULL', 'a.deleted_at IS NULL']
    if (accountId) conditions.push('c.account_id = :accountId')
    if (visible) conditions.push(visible.sql)
    const words = await contactsByWords(database, q, actor)
    if (words) conditions.push(words.sql)
    if (page.where) conditions.push(page.where.sql)
    const rows = await selectContacts(
      database,
      `${conditions.join(' AND ')} ${page.orderBy} LIMIT :limit`,
      {
        accountId,
        limit: page.limit,
        ...visible?.parameters,
        ...words?.parameters,
        ...page.where?.parameters,
      },
      { hint: page.hint },
    )
    const sealed = page.seal(rows, ({ updatedAt, id }) => [updatedAt, id])
    return {
      contacts: sealed.rows.map((row) => presentContact(row, row.accountName)),
      nextPageToken: sealed.nextPageToken,
    }
  }
