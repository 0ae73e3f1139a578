import type { Migration } from '@rapport/chassis'

const ER_CANT_DROP_FIELD_OR_KEY = 1091

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'errno' in error && error.errno === ER_CANT_DROP_FIELD_OR_KEY

/**
 * The words of the documents there are, without the number of the tenant before each, into `search_words`. The full-text index goes
 * at once: no release has used it, and without it the rest is quick.
 */
export const searchWordsFilled: Migration = {
  name: '0013-search-words-filled',
  up: async (run) => {
    await run('ALTER TABLE search_documents DROP KEY search_documents_tokens').catch((error: unknown) => {
      if (!isGone(error)) throw error
    })
    await run(`UPDATE search_documents SET tokens = LTRIM(REPLACE(CONCAT(' ', tokens), CONCAT(' ', tenant_id), ' '))`)
    await run(
      `INSERT IGNORE INTO search_words (tenant_id, word, document_id)
       SELECT s.tenant_id, t.word, s.id FROM search_documents s
       JOIN JSON_TABLE(CONCAT('["', REPLACE(s.tokens, ' ', '","'), '"]'), '$[*]'
         COLUMNS (word VARCHAR(24) CHARACTER SET ascii PATH '$')) t
       WHERE t.word <> ''`,
    )
  },
}
