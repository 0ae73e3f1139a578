import { inTenant } from '@rapport/chassis/testing'
import { startCustomer, type CustomerTest } from '../testing/customerTest'
import { searchWordsFilled } from './0013-search-words-filled'

let test: CustomerTest
beforeAll(async () => {
  test = await startCustomer()
})
afterAll(() => test.stop())

it('gives the words of the documents that there are rows of their own, also when it is run again', () =>
  inTenant(0, async () => {
    const run = async (sql: string) => void (await test.database.execute(sql, {}, { crossTenant: true }))
    const { up } = searchWordsFilled
    if (typeof up === 'string') throw new Error('it is one statement by now')
    await run(`INSERT INTO search_documents (id, tenant_id, kind, account_id, tokens) VALUES
      ('a', 7, 'ACCOUNT', 'a', '7xab7 7d7712 7xab7'), ('b', 77, 'CONTACT', 'a', '77u5f20u4f1f'), ('c', 7, 'ACCOUNT', 'c', '')`)
    await run('ALTER TABLE search_documents ADD FULLTEXT KEY search_documents_tokens (tokens)')
    await up(run)
    await up(run)
    const select = (sql: string) => test.database.select(sql, {}, { crossTenant: true })
    expect(await select('SELECT id, tokens FROM search_documents ORDER BY id')).toEqual([
      { id: 'a', tokens: 'xab7 d7712 xab7' },
      { id: 'b', tokens: 'u5f20u4f1f' },
      { id: 'c', tokens: '' },
    ])
    expect(await select('SELECT tenant_id AS tenantId, word, document_id AS id FROM search_words')).toEqual([
      { tenantId: 7, word: 'd7712', id: 'a' },
      { tenantId: 7, word: 'xab7', id: 'a' },
      { tenantId: 77, word: 'u5f20u4f1f', id: 'b' },
    ])
    expect(await select("SHOW INDEX FROM search_documents WHERE Index_type = 'FULLTEXT'")).toEqual([])
  }))
