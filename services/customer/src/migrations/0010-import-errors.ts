import type { Migration } from '@rapport/chassis'

/** The rows that an import could not take, as they were in the file. */
export const importErrors: Migration = {
  name: '0010-import-errors',
  up: `CREATE TABLE import_errors (
    tenant_id INT NOT NULL,
    import_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    row_number_in_file INT NOT NULL,
    cells JSON NOT NULL,
    problems JSON NOT NULL,
    PRIMARY KEY (tenant_id, import_id, row_number_in_file)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
