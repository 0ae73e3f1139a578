import type { Migration } from '@rapport/chassis'

/** What makes two accounts probably the same: credit code, phone, e-mail, normalised name. */
export const accountKeys: Migration = {
  name: '0002-account-keys',
  up: `CREATE TABLE account_keys (
    tenant_id INT NOT NULL,
    kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    value VARCHAR(254) COLLATE utf8mb4_bin NOT NULL,
    account_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (tenant_id, kind, value, account_id),
    KEY account_keys_account (tenant_id, account_id)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
