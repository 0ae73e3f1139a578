import type { Migration } from './migration'

const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin'
const NAME = 'CHARACTER SET ascii COLLATE ascii_bin'
const TABLE = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci'

/** The tables that every service has for the chassis. */
export const chassisTables: readonly Migration[] = [
  {
    name: 'chassis-0001-outbox',
    up: `CREATE TABLE IF NOT EXISTS outbox (
      seq BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
      id ${ID} NOT NULL,
      type VARCHAR(120) ${NAME} NOT NULL,
      tenant_id INT NOT NULL,
      headers TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      body MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
      PRIMARY KEY (seq)
    ) ${TABLE}`,
  },
  {
    name: 'chassis-0002-inbox',
    up: `CREATE TABLE IF NOT EXISTS inbox (
      queue VARCHAR(100) ${NAME} NOT NULL,
      event_id ${ID} NOT NULL,
      heard_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
      PRIMARY KEY (queue, event_id),
      KEY inbox_heard (heard_at)
    ) ${TABLE}`,
  },
  {
    name: 'chassis-0003-aggregate-versions',
    up: `CREATE TABLE IF NOT EXISTS aggregate_versions (
      queue VARCHAR(100) ${NAME} NOT NULL,
      aggregate_id ${ID} NOT NULL,
      version INT NOT NULL,
      previous INT NOT NULL DEFAULT 0,
      seen_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
      PRIMARY KEY (queue, aggregate_id),
      KEY aggregate_versions_seen (seen_at)
    ) ${TABLE}`,
  },
  {
    name: 'chassis-0004-idempotency-keys',
    up: `CREATE TABLE IF NOT EXISTS idempotency_keys (
      tenant_id INT NOT NULL,
      actor_id VARCHAR(36) ${NAME} NOT NULL,
      idempotency_key VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      request_hash VARCHAR(64) ${NAME} NOT NULL,
      answer MEDIUMBLOB NOT NULL,
      created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
      PRIMARY KEY (tenant_id, actor_id, idempotency_key),
      KEY idempotency_keys_created (created_at)
    ) ${TABLE}`,
  },
  {
    name: 'chassis-0005-jobs',
    up: `CREATE TABLE IF NOT EXISTS jobs (
      id ${ID} NOT NULL,
      tenant_id INT NOT NULL,
      kind VARCHAR(100) ${NAME} NOT NULL,
      recurring_key VARCHAR(100) ${NAME} NULL,
      payload MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      request_id VARCHAR(100) NOT NULL DEFAULT '',
      state VARCHAR(10) ${NAME} NOT NULL,
      due_at DATETIME(3) NULL,
      attempt INT NOT NULL DEFAULT 0,
      failures INT NOT NULL DEFAULT 0,
      beats INT NOT NULL DEFAULT 0,
      last_error TEXT NULL,
      created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
      finished_at DATETIME(3) NULL,
      PRIMARY KEY (id),
      UNIQUE KEY jobs_recurring (recurring_key),
      KEY jobs_due (kind, due_at),
      KEY jobs_finished (finished_at)
    ) ${TABLE}`,
  },
  {
    name: 'chassis-0006-number-sequences',
    up: `CREATE TABLE IF NOT EXISTS number_sequences (
      tenant_id INT NOT NULL,
      prefix VARCHAR(10) ${NAME} NOT NULL,
      day CHAR(8) ${NAME} NOT NULL,
      last_number BIGINT NOT NULL,
      PRIMARY KEY (tenant_id, prefix, day)
    ) ${TABLE}`,
  },
]
