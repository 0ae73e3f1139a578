import type { JsonValue } from '@bufbuild/protobuf'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { ConfigError, readConfig, type Environment } from '../config/readConfig'
import type { OpenDatabase } from '../database/database'
import { readOutbox } from '../events/readOutbox'
import { createLogger } from '../log/createLogger'
import { createRpcClients, type RpcClients } from '../rpc/client/createRpcClients'
import type { ServiceDefinition } from '../service/defineService'
import type { Deps } from '../service/Deps'
import { runService } from '../service/runService'
import { callAs, type Call } from './callAs'
import { countStatements, type StatementCount } from './countStatements'
import { testBrokerUrl, testDatabase } from './testDatabase'
import { testKeys, type TestKeys } from './testKeys'

export interface TestOptions {
  /** The service's own variables. */
  readonly environment?: Environment
  /** gRPC targets of other services by name. */
  readonly targets?: Readonly<Record<string, string>>
  /** Publish and hear facts through the broker; false when absent: facts stay in the outbox. */
  readonly events?: boolean
  /** Do jobs; false when absent. */
  readonly workers?: boolean
  readonly clock?: () => Date
  /** Keys and exchange of other services, where the test starts several that work together. */
  readonly keys?: TestKeys
  readonly namespace?: string
}

/** A fact as it left a use case. */
export interface Published {
  readonly type: string
  readonly data: JsonValue
}

/** A whole service with a schema of its own, called over the wire. */
export interface TestService<C = unknown> extends TestKeys {
  readonly call: Call
  readonly clients: RpcClients
  readonly database: OpenDatabase
  readonly deps: Deps<C>
  /** gRPC target of the service. */
  readonly target: string
  readonly adminUrl: string
  /** All facts so far, in order. */
  outbox(): Promise<Published[]>
  /** Resolves when no job is due and every fact had its effect; rejects after 20 s. */
  drain(): Promise<void>
  /** What `work` costs the database. */
  countStatements(work: () => Promise<unknown>): Promise<StatementCount>
  stop(): Promise<void>
}

const host = '127.0.0.1'

const targetIn =
  (targets: Readonly<Record<string, string>> = {}) =>
  (name: string): string => {
    const target = targets[name]
    if (target === undefined) throw new ConfigError(`the test names no target of the ${name} service`)
    return target
  }

const until = async (settled: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + 20_000
  while (!(await settled())) {
    if (Date.now() > end) throw new Error('jobs or facts are still under way after 20 s')
    await sleep(20)
  }
}

/** Starts a service for the tests of one file. Its log is silent unless LOG_LEVEL says otherwise. */
export const testService = async <C extends z.ZodObject>(
  definition: ServiceDefinition<C>,
  { environment = {}, targets, events = false, workers = false, clock, keys: shared, namespace }: TestOptions = {},
): Promise<TestService<z.output<C>>> => {
  const keys = shared ?? (await testKeys())
  const schema = await testDatabase()
  const LOG_LEVEL = process.env['LOG_LEVEL'] ? ('debug' as const) : ('silent' as const)
  const own = (definition.config ? readConfig(definition.config, environment) : {}) as z.output<C>
  const config = {
    HOST: host,
    GRPC_PORT: 0,
    ADMIN_PORT: 0,
    INTERNAL_PUBLIC_KEY_FILE: '',
    BROKER_URL: testBrokerUrl(),
    LOOP_PRECISION: 100,
    LOG_LEVEL,
    ...schema.config,
    ...own,
  }
  const running = await runService(definition, {
    config,
    log: createLogger(definition.name, { LOG_LEVEL }),
    verify: keys.verify,
    signal: new AbortController().signal,
    targetOf: targetIn(targets),
    events,
    workers,
    namespace: namespace ?? randomUUID(),
    ...(clock && { clock }),
  }).catch(async (error: unknown) => {
    await schema.drop()
    throw error
  })
  const target = `${host}:${running.grpcPort}`
  const clients = createRpcClients({ targetOf: () => target })

  return {
    ...keys,
    call: callAs(clients, keys),
    clients,
    database: running.database,
    deps: running.deps,
    target,
    adminUrl: `http://${host}:${running.adminPort}`,
    outbox: () => readOutbox(running.database),
    drain: () =>
      until(async () => (await (running.workers?.idle() ?? true)) && (await (running.events?.drained() ?? true))),
    countStatements: (work) => countStatements(running.database, work),
    stop: async () => {
      clients.close()
      await running.stop()
      await running.events?.remove()
      await schema.drop()
    },
  }
}
