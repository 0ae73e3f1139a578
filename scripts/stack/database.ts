import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { launch, running, stop, tailOfLog } from './processes'
import { findProgram } from './programs'
import { requireFree } from './requireFree'
import { say, Trouble } from './say'
import { password } from './secrets'
import { until } from './waiting'

/** How an administrator reaches the database. */
export type DatabaseAccess = { host: string; port: number; user: string; password: string }

export const DATABASE = 'database'

/** The installed database server, if any. MySQL is preferred: it is what production runs. */
export const databaseProgram = (): string | undefined => findProgram('mysqld', 'mariadbd')

// Servers refuse to run as root unless told that it is meant.
const asRoot = (): string[] => (process.getuid?.() === 0 ? ['--user=root'] : [])

const isMariaDb = (program: string): boolean =>
  spawnSync(program, ['--no-defaults', '--version'], { encoding: 'utf8' }).stdout.includes('MariaDB')

const createData = (program: string, data: string): void => {
  const installer = isMariaDb(program) ? findProgram('mariadb-install-db', 'mysql_install_db') : undefined
  const { status, stdout, stderr } = installer
    ? spawnSync(
        installer,
        [
          '--no-defaults',
          ...asRoot(),
          `--datadir=${data}`,
          '--auth-root-authentication-method=normal',
          '--skip-test-db',
        ],
        { encoding: 'utf8' },
      )
    : spawnSync(program, ['--no-defaults', ...asRoot(), `--datadir=${data}`, '--initialize-insecure'], {
        encoding: 'utf8',
      })
  if (status !== 0) throw new Trouble(`the database could not create its data in ${data}:\n${stdout}${stderr}`)
}

// The server reads one statement per line.
const ownerStatements = (secret: string): string =>
  [
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${secret}';`,
    `CREATE USER IF NOT EXISTS 'root'@'127.0.0.1' IDENTIFIED BY '${secret}';`,
    `ALTER USER 'root'@'127.0.0.1' IDENTIFIED BY '${secret}';`,
    `GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;`,
  ].join('\n')

const settings = (folder: string, port: number): string[] => [
  '--no-defaults',
  ...asRoot(),
  `--datadir=${join(folder, 'data')}`,
  // Relative to the data: a socket in a deep folder would exceed the 107 characters a socket's path may have.
  '--socket=mysql.sock',
  '--pid-file=mysql.pid',
  // Its own: a server that starts removes what it takes for its remains, though another may be at work with it.
  `--tmpdir=${join(folder, 'tmp')}`,
  '--bind-address=127.0.0.1',
  `--port=${port}`,
  '--skip-name-resolve',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_520_ci',
  '--default-time-zone=+00:00',
  '--innodb-flush-log-at-trx-commit=1',
  '--sync-binlog=1',
  '--innodb-buffer-pool-size=512M',
  '--max-connections=500',
  '--max-allowed-packet=64M',
]

// What only one of the two servers knows.
const dialectSettings = (program: string): string[] =>
  isMariaDb(program) ? [] : ['--mysqlx=OFF', '--performance-schema=OFF']

/** Whether the database lets the administrator in: undefined while it does not. */
export const databaseAnswers = async (access: DatabaseAccess): Promise<true | undefined> => {
  try {
    const connection = await createConnection({ ...access, connectTimeout: 2000 })
    await connection.query('SELECT 1')
    await connection.end()
    return true
  } catch {
    return undefined
  }
}

/** The administrator's access to the private database of `dir`. */
export const ownerAccess = (dir: string, port: number): DatabaseAccess => ({
  host: '127.0.0.1',
  port,
  user: 'root',
  password: password(dir, 'database-root'),
})

const ownerFile = (dir: string) => join(dir, 'database', 'owner.sql')

const prepareData = (dir: string, program: string): void => {
  const folder = join(dir, 'database')
  const data = join(folder, 'data')
  if (existsSync(data)) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Data that was only half created must never look whole.
  const fresh = join(folder, 'data.new')
  rmSync(fresh, { recursive: true, force: true })
  createData(program, fresh)
  writeFileSync(ownerFile(dir), ownerStatements(password(dir, 'database-root')), { mode: 0o600 })
  renameSync(fresh, data)
}

const launchDatabase = async (dir: string, program: string, port: number): Promise<void> => {
  await requireFree([{ port, use: 'the database', variable: 'RAPPORT_DATABASE_PORT' }])
  prepareData(dir, program)
  mkdirSync(join(dir, 'database', 'tmp'), { recursive: true })
  const first = existsSync(ownerFile(dir)) ? [`--init-file=${ownerFile(dir)}`] : []
  await launch(dir, {
    name: DATABASE,
    command: program,
    args: [...settings(join(dir, 'database'), port), ...dialectSettings(program), ...first],
    env: process.env,
    cwd: join(dir, 'database'),
    ports: [port],
  })
}

/**
 * Starts a private database in `dir` on 127.0.0.1, creating its data the first time. Does nothing when it runs already
 * on that port; moves it when it runs on another.
 * @param within milliseconds to wait until it answers
 * @throws Trouble with the end of its log when it does not come up
 */
export const startDatabase = async (dir: string, port: number, within = 60_000): Promise<void> => {
  const program = databaseProgram()
  if (!program) throw new Trouble('no database server (mysqld or mariadbd) is installed')
  const current = running(dir, DATABASE)
  if (current && !current.ports.includes(port)) await stopDatabase(dir)
  if (!running(dir, DATABASE)) await launchDatabase(dir, program, port)
  const access = ownerAccess(dir, port)
  const answer = await until(
    async () => (await databaseAnswers(access)) ?? (running(dir, DATABASE) ? undefined : false),
    { within },
  )
  if (!answer) throw new Trouble(`the database did not start; the end of its log:\n${tailOfLog(dir, DATABASE)}`)
  rmSync(ownerFile(dir), { force: true })
}

/** Stops the private database in `dir`, leaving its data. */
export const stopDatabase = async (dir: string): Promise<void> => {
  if ((await stop(dir, DATABASE, 60_000)) === 'killed')
    say('the database had to be killed; it recovers at its next start')
}
