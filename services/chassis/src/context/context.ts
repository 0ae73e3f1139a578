import type { Rpc } from '@rapport/proto'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Actor } from './actor'

export type Locale = 'zh-CN' | 'en'

/** What is known about the call being served: who, for which tenant, until when, and how to name it in logs. */
export interface Context {
  readonly requestId: string
  readonly actor: Actor
  readonly locale: Locale
  /** Through which door it came; kept with records and audit entries. */
  readonly channel: 'UI' | 'API' | 'IMPORT' | 'SYSTEM'
  readonly ip: string
  readonly userAgent: string
  /** Milliseconds since the epoch after which nobody waits for the answer. */
  readonly deadline: number
  /** Aborts when the caller left or the deadline passed. */
  readonly signal: AbortSignal
  /** Key of a command: the same key has its effect once. */
  readonly idempotencyKey?: string | undefined
  /** SHA-256 (hex) of rpc and request, to tell a repeated command from another one with the same key; only beside a key. */
  readonly requestHash?: string | undefined
  /** Id of the fact that is being heard; facts that follow from it name it as their cause. */
  readonly causationId?: string
  /** The rpc being served; absent in consumers and jobs. */
  readonly rpc?: Rpc | undefined
  /** The internal token of the call, handed on to other services. Never log it. */
  readonly token?: string | undefined
}

const storage = new AsyncLocalStorage<Context>()

/** Runs `work` with `context` as the current one, through all awaits. */
export const runInContext = <T>(context: Context, work: () => T): T => storage.run(context, work)

/** Runs `work` as nobody's: for what a call sets off and does not wait for. */
export const outsideOfCalls = <T>(work: () => T): T => storage.exit(work)

/** The context of the running call. Throws outside of one: that is a fault of the program. */
export const currentContext = (): Context => {
  const context = storage.getStore()
  if (!context) throw new Error('no call is running: wrap the work in runInContext')
  return context
}

/** The context of the running call, if any. For logging. */
export const maybeContext = (): Context | undefined => storage.getStore()

const never = new AbortController().signal

/** A context in which the service itself works for a tenant: consumers, jobs, migrations of data. `timeout` in ms, default 60 s. */
export const systemContext = (tenantId: number, requestId: string, timeout = 60_000): Context => ({
  requestId,
  actor: {
    tenantId,
    id: '',
    kind: 'SYSTEM',
    name: 'Rapport',
    sessionId: '',
    departmentId: '',
    departmentTree: [],
    reports: [],
    permissions: new Set(),
    scopes: {},
    fieldRules: {},
    everything: true,
  },
  locale: 'zh-CN',
  channel: 'SYSTEM',
  ip: '',
  userAgent: '',
  deadline: Date.now() + timeout,
  signal: never,
})
