import type { Migration } from '@rapport/chassis'

export const roles: Migration = {
  name: '0003-roles',
  up: `CREATE TABLE roles (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id INT NOT NULL,
    role_key VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NULL,
    name_zh VARCHAR(100) NOT NULL,
    name_en VARCHAR(100) NOT NULL,
    permissions JSON NOT NULL,
    scopes JSON NOT NULL,
    field_rules JSON NOT NULL,
    version INT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY roles_key (tenant_id, role_key),
    KEY roles_name (tenant_id, name_en, id)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
