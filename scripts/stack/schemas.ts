import { createConnection } from 'mysql2/promise'
import type { DatabaseAccess } from './database'
import { password } from './secrets'
import { schemaOf } from './services'

// In the name of a granted schema an underscore stands for any character.
const exactly = (schema: string) => schema.replaceAll('_', '\\_')

/** Gives every service its own schema and its own user, who may touch nothing else. Safe to repeat. */
export const createSchemas = async (dir: string, access: DatabaseAccess, services: string[]): Promise<void> => {
  const connection = await createConnection(access)
  try {
    for (const service of services) {
      const schema = schemaOf(service)
      const user = `'${schema}'@'%'`
      const secret = connection.escape(password(dir, `database-${service}`))
      await connection.query(
        `CREATE DATABASE IF NOT EXISTS \`${schema}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`,
      )
      await connection.query(`CREATE USER IF NOT EXISTS ${user} IDENTIFIED BY ${secret}`)
      await connection.query(`ALTER USER ${user} IDENTIFIED BY ${secret}`)
      await connection.query(`GRANT ALL PRIVILEGES ON \`${exactly(schema)}\`.* TO ${user}`)
    }
  } finally {
    await connection.end()
  }
}
