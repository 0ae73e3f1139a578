import type { Migration } from '@rapport/chassis'

/** What the search box finds accounts and contacts by: ASCII tokens made by search/tokens.ts. */
export const searchDocuments: Migration = {
  name: '0007-search-documents',
  up: `CREATE TABLE search_documents (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id INT NOT NULL,
    kind VARCHAR(8) CHARACTER SET ascii NOT NULL,
    account_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tokens TEXT CHARACTER SET ascii NOT NULL,
    PRIMARY KEY (id),
    KEY search_documents_account (tenant_id, account_id),
    FULLTEXT KEY search_documents_tokens (tokens)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
