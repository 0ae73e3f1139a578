import type { Migration } from '@rapport/chassis'

/** The timeline of every account. */
export const activities: Migration = {
  name: '0006-activities',
  up: `CREATE TABLE activities (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id INT NOT NULL,
    account_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind VARCHAR(20) CHARACTER SET ascii NOT NULL,
    happened_at DATETIME(3) NOT NULL,
    actor_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor_name VARCHAR(100) NOT NULL,
    object_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    content TEXT NOT NULL,
    method VARCHAR(10) CHARACTER SET ascii NOT NULL DEFAULT '',
    changed_fields JSON NOT NULL,
    next_at DATETIME(3) NULL,
    PRIMARY KEY (id),
    KEY activities_account (tenant_id, account_id, happened_at, id),
    KEY activities_object (tenant_id, object_id)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
