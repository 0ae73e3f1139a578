import { CUSTOMER, IDENTITY, type Schemas } from '../../drill/schemas'

const AT_ONCE = 5000
/** What is many of a company. */
const LARGE = [
  ...['accounts', 'account_keys', 'search_documents', 'search_words', 'activities', 'import_errors'].map(
    (name) => `${CUSTOMER}.${name}`,
  ),
  `${IDENTITY}.audit_entries`,
]

/** Takes what a trial made in a company of its own out of the tables, so that the next bench meets the same ones. */
export const forgetCompany = async ({ rows, count }: Schemas, tenantId: number): Promise<void> => {
  for (const table of LARGE) {
    while (await count(`SELECT EXISTS (SELECT 1 FROM ${table} WHERE tenant_id = ?)`, [tenantId])) {
      await rows(`DELETE FROM ${table} WHERE tenant_id = ? LIMIT ${AT_ONCE}`, [tenantId])
    }
  }
}
