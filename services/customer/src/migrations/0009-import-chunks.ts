import type { Migration } from '@rapport/chassis'

/** The uploaded files in pieces: in the database, so that any replica can go on with an import. */
export const importChunks: Migration = {
  name: '0009-import-chunks',
  up: `CREATE TABLE import_chunks (
    tenant_id INT NOT NULL,
    import_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq INT NOT NULL,
    data MEDIUMBLOB NOT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (tenant_id, import_id, seq),
    KEY import_chunks_created (created_at)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
