import type { Migration } from '@rapport/chassis'

export const knownAddresses: Migration = {
  name: '0009-known-addresses',
  up: `CREATE TABLE known_addresses (
    tenant_id INT NOT NULL,
    user_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    address VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    signed_in_at DATETIME(3) NOT NULL,
    PRIMARY KEY (tenant_id, user_id, address),
    KEY known_addresses_signed_in (signed_in_at)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
