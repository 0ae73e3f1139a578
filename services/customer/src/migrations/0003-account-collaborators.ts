import type { Migration } from '@rapport/chassis'

/** The relation grant: who besides the owner works on an account. The column accounts.collaborators repeats it for reading. */
export const accountCollaborators: Migration = {
  name: '0003-account-collaborators',
  up: `CREATE TABLE account_collaborators (
    tenant_id INT NOT NULL,
    user_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (tenant_id, user_id, account_id),
    KEY account_collaborators_account (tenant_id, account_id)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
