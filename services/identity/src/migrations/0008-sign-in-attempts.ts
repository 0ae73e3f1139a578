import type { Migration } from '@rapport/chassis'

export const signInAttempts: Migration = {
  name: '0008-sign-in-attempts',
  up: `CREATE TABLE sign_in_attempts (
    subject CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    failures DOUBLE NOT NULL,
    counted_at DATETIME(3) NOT NULL,
    blocked_until DATETIME(3) NOT NULL,
    PRIMARY KEY (subject),
    KEY sign_in_attempts_counted (counted_at)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`,
}
