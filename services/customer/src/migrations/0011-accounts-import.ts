import type { Migration } from '@rapport/chassis'

/** By which import an account came: further rows of the same import add contacts to it. */
export const accountsImport: Migration = {
  name: '0011-accounts-import',
  up: `ALTER TABLE accounts ADD COLUMN import_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''`,
}
