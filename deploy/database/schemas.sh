#!/bin/bash
# Runs once, when the database is created: one schema and one user for each service whose password was handed in,
# and no rights beyond its own schema. After adding a service to a running installation, run it again by hand:
#   docker compose -f deploy/compose.yaml exec database bash /docker-entrypoint-initdb.d/schemas.sh
set -euo pipefail

for secret in /run/secrets/database-*; do
  service=${secret#/run/secrets/database-}
  [ "$service" = root ] && continue
  schema=rapport_${service//-/_}
  # In the name of a granted schema an underscore stands for any character.
  exactly=${schema//_/\\_}
  MYSQL_PWD=$(cat /run/secrets/database-root) mysql --user=root --protocol=socket <<SQL
CREATE DATABASE IF NOT EXISTS \`$schema\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
CREATE USER IF NOT EXISTS '$schema'@'%';
ALTER USER '$schema'@'%' IDENTIFIED BY '$(cat "$secret")';
GRANT ALL PRIVILEGES ON \`$exactly\`.* TO '$schema'@'%';
SQL
done
