import type { Migration } from '@rapport/chassis'

export const tenants: Migration = {
  name: '0001-tenants',
  up: `CREATE TABLE tenants (
    id INT NOT NULL AUTO_INCREMENT,
    name VARCHAR(200) NOT NULL,
    locale VARCHAR(10) CHARACTER SET ascii NOT NULL,
    time_zone VARCHAR(60) CHARACTER SET ascii NOT NULL,
    currency CHAR(3) CHARACTER SET ascii NOT NULL,
    state VARCHAR(20) CHARACTER SET ascii NOT NULL,
    version INT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
