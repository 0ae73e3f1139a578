import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import type { Stack } from '../stack/startStack'
import type { System } from './System'

const SCHEMA = 'rapport_skeleton'
const WRITTEN = {
  rapport_customer: ['accounts', 'account_keys', 'search_documents', 'search_words', 'activities', 'outbox'],
  rapport_identity: ['audit_entries'],
}

/** Empty copies of the tables that a create writes: rows of the skeleton in the product's outbox would be published. */
const createTables = async (database: Stack['database']): Promise<void> => {
  const { host, port, user, password } = database
  const connection = await createConnection({ host, port, user, password })
  await connection.query(`DROP DATABASE IF EXISTS ${SCHEMA}`)
  await connection.query(`CREATE DATABASE ${SCHEMA}`)
  for (const [schema, tables] of Object.entries(WRITTEN)) {
    for (const table of tables) await connection.query(`CREATE TABLE ${SCHEMA}.${table} LIKE ${schema}.${table}`)
  }
  await connection.end()
}

const run = (file: string, env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [join(__dirname, 'skeleton', file)], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await gone
}

/** Starts the skeleton on the stack's database; `stop` ends its processes. */
export const startSkeleton = async (
  stack: Stack,
  tenantId: number,
): Promise<System & { stop: () => Promise<void> }> => {
  await createTables(stack.database)
  const { host, port, user, password } = stack.database
  const ports = { http: stack.ports.gateway + 80, grpc: stack.ports.gateway + 81 }
  const shared = { SKELETON_GRPC_PORT: String(ports.grpc), SKELETON_HTTP_PORT: String(ports.http) }
  const children = {
    gateway: run('gateway.cjs', shared),
    service: run('service.cjs', {
      ...shared,
      SKELETON_TENANT: String(tenantId),
      SKELETON_DATABASE: JSON.stringify({ host, port, user, password, database: SCHEMA }),
    }),
  }
  const stop = async () => {
    await Promise.all(Object.values(children).map(end))
  }
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`http://127.0.0.1:${ports.http}/v1/accounts?pageSize=1`).catch(() => undefined)
    if (answer?.ok) {
      return {
        name: 'skeleton',
        port: ports.http,
        headers: {},
        processes: { gateway: children.gateway.pid ?? 0, service: children.service.pid ?? 0 },
        calls: async () => undefined,
        stop,
      }
    }
    await sleep(100)
  }
  await stop()
  throw new Error('the skeleton did not answer within 10 s')
}
