import type { Migration } from '@rapport/chassis'

export const imports: Migration = {
  name: '0008-imports',
  up: `CREATE TABLE imports (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id INT NOT NULL,
    file_name VARCHAR(255) NOT NULL,
    file_bytes INT NOT NULL,
    state VARCHAR(24) CHARACTER SET ascii NOT NULL,
    duplicates VARCHAR(8) CHARACTER SET ascii NOT NULL DEFAULT 'SKIP',
    file_columns JSON NOT NULL,
    preview JSON NOT NULL,
    total_rows INT NOT NULL DEFAULT -1,
    processed_rows INT NOT NULL DEFAULT 0,
    created_rows INT NOT NULL DEFAULT 0,
    updated_rows INT NOT NULL DEFAULT 0,
    skipped_rows INT NOT NULL DEFAULT 0,
    failed_rows INT NOT NULL DEFAULT 0,
    created_contacts INT NOT NULL DEFAULT 0,
    failure JSON NULL,
    owner_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version INT NOT NULL DEFAULT 1,
    created_at DATETIME(3) NOT NULL,
    started_at DATETIME(3) NULL,
    finished_at DATETIME(3) NULL,
    PRIMARY KEY (id),
    KEY imports_created (tenant_id, created_at, id),
    KEY imports_owner (tenant_id, owner_id, created_at, id)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
