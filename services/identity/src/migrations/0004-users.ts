import type { Migration } from '@rapport/chassis'

export const users: Migration = {
  name: '0004-users',
  up: `CREATE TABLE users (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id INT NOT NULL,
    login VARCHAR(100) NOT NULL,
    name VARCHAR(100) NOT NULL,
    email VARCHAR(254) NOT NULL,
    mobile VARCHAR(40) NOT NULL,
    locale VARCHAR(10) CHARACTER SET ascii NOT NULL,
    department_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    manager_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    state VARCHAR(20) CHARACTER SET ascii NOT NULL,
    password_hash VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NULL,
    totp_secret VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NULL,
    totp_pending_secret VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NULL,
    totp_last_step INT NOT NULL,
    last_seen_at DATETIME(3) NULL,
    version INT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY users_login (login),
    KEY users_email (email),
    KEY users_name (tenant_id, name, id),
    KEY users_department (tenant_id, department_id, name, id),
    KEY users_manager (tenant_id, manager_id)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
