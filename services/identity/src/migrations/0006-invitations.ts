import type { Migration } from '@rapport/chassis'

export const invitations: Migration = {
  name: '0006-invitations',
  up: `CREATE TABLE invitations (
    tenant_id INT NOT NULL,
    user_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    token_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (tenant_id, user_id),
    UNIQUE KEY invitations_token (token_hash)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
