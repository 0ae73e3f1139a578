import type { Migration } from '@rapport/chassis'

export const contacts: Migration = {
  name: '0004-contacts',
  up: `CREATE TABLE contacts (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id INT NOT NULL,
    account_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name VARCHAR(100) NOT NULL,
    title VARCHAR(100) NOT NULL DEFAULT '',
    decision_role VARCHAR(20) CHARACTER SET ascii NOT NULL DEFAULT '',
    phones JSON NOT NULL,
    emails JSON NOT NULL,
    wechat VARCHAR(60) NOT NULL DEFAULT '',
    birthday VARCHAR(10) CHARACTER SET ascii NOT NULL DEFAULT '',
    preferred_channel VARCHAR(10) CHARACTER SET ascii NOT NULL DEFAULT '',
    language VARCHAR(10) CHARACTER SET ascii NOT NULL DEFAULT '',
    is_primary TINYINT(1) NOT NULL DEFAULT 0,
    state VARCHAR(12) CHARACTER SET ascii NOT NULL DEFAULT 'ACTIVE',
    remark TEXT NOT NULL,
    custom JSON NULL,
    version INT NOT NULL DEFAULT 1,
    created_by CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME(3) NOT NULL,
    updated_by CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    deleted_at DATETIME(3) NULL,
    PRIMARY KEY (id),
    KEY contacts_updated (tenant_id, deleted_at, updated_at, id),
    KEY contacts_account (tenant_id, account_id, deleted_at, updated_at, id)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
