import type { Migration } from '@rapport/chassis'

/** Which words stand in which search document: one row each, so that a search reads only the rows of its rarest word. */
export const searchWords: Migration = {
  name: '0012-search-words',
  up: `CREATE TABLE IF NOT EXISTS search_words (
    tenant_id INT NOT NULL,
    word VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    document_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (tenant_id, word, document_id)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
