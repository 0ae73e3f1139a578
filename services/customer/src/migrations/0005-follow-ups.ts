import type { Migration } from '@rapport/chassis'

export const followUps: Migration = {
  name: '0005-follow-ups',
  up: `CREATE TABLE follow_ups (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id INT NOT NULL,
    account_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    contact_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    method VARCHAR(10) CHARACTER SET ascii NOT NULL,
    content TEXT NOT NULL,
    happened_at DATETIME(3) NOT NULL,
    next_at DATETIME(3) NULL,
    owner_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner_name VARCHAR(100) NOT NULL,
    version INT NOT NULL DEFAULT 1,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    deleted_at DATETIME(3) NULL,
    PRIMARY KEY (id),
    KEY follow_ups_happened (tenant_id, deleted_at, happened_at, id),
    KEY follow_ups_account (tenant_id, account_id, deleted_at, happened_at, id),
    KEY follow_ups_owner (tenant_id, owner_id, deleted_at, happened_at, id)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
