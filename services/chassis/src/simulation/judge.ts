import { RapportError } from '../errors/errors'
import { deadQueueOf } from '../events/topology'
import type { BrokerServer } from './brokerServer'
import type { Client } from './client'
import type { DatabaseServer } from './databaseServer'
import type { Plan } from './plan'
import { JOB, ORDERED, STEPS, UNORDERED } from './scenario'

interface Done {
  readonly command: string
  readonly body: string
}
interface Heard {
  readonly queue: string
  readonly command: string
  readonly account_id: string
  readonly version: number
}
interface Work {
  readonly command: string
  readonly job_id: string
  readonly step: number
  readonly attempt: number
}
export interface Job {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly payload: string
}

const repeated = (values: readonly string[]): string[] => values.filter((value, index) => values.indexOf(value) < index)

const isMismatch = (error: unknown) => error instanceof RapportError && error.kind === 'idempotencyMismatch'

/** What is wrong with how the commands were answered. */
const commandFaults = (clients: readonly Client[], done: readonly Done[]): string[] =>
  clients.flatMap(({ command: { key, body }, outcome }) => {
    if (!outcome) return [`${key} was never answered`]
    const effect = done.find(({ command }) => command === key)
    if ('error' in outcome)
      return isMismatch(outcome.error) && effect?.body !== body ? [] : [`${key} failed: ${String(outcome.error)}`]
    if (!effect) return [`${key} was answered and has no effect`]
    if (effect.body !== body) return [`${key} was answered to somebody who asked for something else`]
    const others = clients.flatMap((other) =>
      other.command.key === key && other.outcome && 'answer' in other.outcome
        ? [JSON.stringify(other.outcome.answer)]
        : [],
    )
    return new Set(others).size === 1 ? [] : [`${key} was answered in different ways: ${others.join(' and ')}`]
  })

const unfounded = (done: readonly Done[], heard: readonly string[]): string[] =>
  [...new Set(heard)]
    .filter((key) => !done.some(({ command }) => command === key))
    .map((key) => `a fact of ${key} had an effect, which never happened`)

/** What is wrong with the effects of ordered facts: twice, of nothing, after a newer one, or the latest is missing. */
const stateFaults = (done: readonly Done[], all: readonly Heard[], versions: ReadonlyMap<string, number>): string[] => {
  const heard = all.filter(({ queue }) => queue === ORDERED)
  const late = heard.filter(({ account_id: id, version }, index) =>
    heard.slice(0, index).some((earlier) => earlier.account_id === id && earlier.version > version),
  )
  const missing = [...versions].filter(
    ([id, version]) => version > 0 && !heard.some((one) => one.account_id === id && one.version === version),
  )
  const commands = heard.map(({ command }) => command)
  return [
    ...unfounded(done, commands),
    ...repeated(commands).map((key) => `the ordered fact of ${key} had its effect twice`),
    ...late.map(({ command }) => `the fact of ${command} had its effect after a newer one`),
    ...missing.map(([id, version]) => `version ${version} of ${id} had no effect`),
  ]
}

/** What is wrong with the effects of facts without order: twice, of nothing, or missing where they can be digested. */
const eventFaults = (done: readonly Done[], all: readonly Heard[], poisoned: ReadonlySet<string>): string[] => {
  const heard = all.filter(({ queue }) => queue === UNORDERED).map(({ command }) => command)
  return [
    ...unfounded(done, heard),
    ...repeated(heard).map((key) => `the fact of ${key} had its effect twice`),
    ...done
      .filter(({ command }) => !heard.includes(command) && !poisoned.has(command))
      .map(({ command }) => `the fact of ${command} had no effect`),
  ]
}

const jobFaults = (done: readonly Done[], jobs: readonly Job[], expected: string): string[] =>
  done.flatMap(({ command }) => {
    const states = jobs.filter(({ payload }) => payload === JSON.stringify(command)).map(({ state }) => state)
    return states.join() === expected ? [] : [`the jobs of ${command} are ${states.join() || 'missing'}`]
  })

/** What is wrong with the work on jobs: each step once, by holders who came one after the other. */
const workFaults = (jobs: readonly Job[], work: readonly Work[]): string[] =>
  jobs.flatMap(({ id, payload }) => {
    const own = work.filter((one) => one.job_id === id)
    const steps = own.map(({ step }) => step).join()
    const attempts = own.map(({ attempt }) => attempt)
    const isOvertaken = attempts.some((attempt, index) => attempt < (attempts[index - 1] ?? 0))
    return [
      ...(steps === STEPS.join() ? [] : [`the job of ${payload} did the steps ${steps}`]),
      ...(isOvertaken ? [`the job of ${payload} was worked on by who had lost it: ${attempts.join()}`] : []),
    ]
  })

const deadFaults = (broker: BrokerServer, poisoned: ReadonlySet<string>): string[] => {
  const dead = [ORDERED, UNORDERED].flatMap((queue) => broker.waiting(deadQueueOf(queue)))
  const ids = dead.map(({ options }) => String((options.headers as Record<string, unknown>)['aggregateId']))
  return [
    ...ids.filter((id) => !poisoned.has(id)).map((id) => `the fact of ${id} lies among the dead letters`),
    ...[...poisoned].filter((id) => !ids.includes(id)).map((id) => `the poison of ${id} is not among the dead letters`),
  ]
}

/** Everything that is wrong after a history, in sentences. */
export const faultsIn = (
  { queues, jobs }: Pick<Plan, 'queues' | 'jobs'>,
  clients: readonly Client[],
  database: DatabaseServer,
  broker: BrokerServer,
): string[] => {
  const done = database.committed<Done>('done')
  const ordered = database.committed<Job>('jobs').filter(({ kind }) => kind === JOB)
  const poisonous = new Set(clients.filter(({ command }) => command.poisonous).map(({ command }) => command.key))
  const poisoned = new Set(done.map(({ command }) => command).filter((key) => poisonous.has(key)))
  const accounts = database.committed<{ id: string; version: number }>('accounts')
  const versions = new Map(accounts.map(({ id, version }) => [id, version]))
  const heard = database.committed<Heard>('heard')
  const emitted = database.committed('outbox').length
  return [
    ...repeated(done.map(({ command }) => command)).map((key) => `${key} had its effect twice`),
    ...commandFaults(clients, done),
    ...(emitted === (queues.length > 0 ? 0 : 2 * done.length)
      ? []
      : [`${emitted} facts of ${done.length} commands are in the outbox`]),
    ...(queues.includes(ORDERED) ? stateFaults(done, heard, versions) : []),
    ...(queues.includes(UNORDERED) ? eventFaults(done, heard, poisoned) : []),
    ...(queues.includes(UNORDERED) ? deadFaults(broker, poisoned) : []),
    ...jobFaults(done, ordered, jobs ? 'DONE' : 'READY'),
    ...(jobs ? workFaults(ordered, database.committed<Work>('work')) : []),
  ]
}
