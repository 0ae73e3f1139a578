import type { Migration } from '@rapport/chassis'

export const userRoles: Migration = {
  name: '0005-user-roles',
  up: `CREATE TABLE user_roles (
    tenant_id INT NOT NULL,
    user_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    role_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (tenant_id, user_id, role_id),
    KEY user_roles_role (tenant_id, role_id)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
