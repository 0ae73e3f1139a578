import type { Migration } from '@rapport/chassis'

export const auditEntries: Migration = {
  name: '0011-audit-entries',
  up: `CREATE TABLE audit_entries (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id INT NOT NULL,
    actor_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor_name VARCHAR(100) NOT NULL,
    actor_kind TINYINT NOT NULL,
    action VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    action_resource VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    object_type VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    object_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    object_name VARCHAR(300) NOT NULL,
    changes JSON NOT NULL,
    ip VARCHAR(64) NOT NULL,
    user_agent VARCHAR(300) NOT NULL,
    request_id VARCHAR(100) NOT NULL,
    occurred_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    KEY audit_entries_time (tenant_id, occurred_at, id),
    KEY audit_entries_actor (tenant_id, actor_id, occurred_at, id),
    KEY audit_entries_object (tenant_id, object_id, occurred_at, id),
    KEY audit_entries_type (tenant_id, object_type, occurred_at, id),
    KEY audit_entries_resource (tenant_id, action_resource, occurred_at, id)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
