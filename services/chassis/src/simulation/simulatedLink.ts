import { Unreachable } from '../database/failures'
import type { Link } from '../database/link'
import type { Bound } from '../database/literal'
import type { DatabaseServer } from './databaseServer'
import type { World } from './world'

const lostConnection = () =>
  Object.assign(new Error('the connection was lost'), { code: 'PROTOCOL_CONNECTION_LOST', fatal: true })

/** Opens connections of the running process to the model of the database server. */
export const linkTo = (world: World, server: DatabaseServer, autocommit: boolean) => (): Promise<Link> => {
  const owner = world.current
  if (!owner) throw new Error('no process is running')
  const session = server.session(autocommit)
  const open = new Set<(error: Error) => void>()
  const failAll = (error: Error) => {
    link.broken = true
    for (const fail of [...open]) fail(error)
  }
  const line = world.connect(owner, { lost: () => failAll(lostConnection()), gone: session.end })

  type Done = (error: Error | null, answers: readonly unknown[]) => void

  const runFrom = (sqls: readonly string[], values: readonly Bound[] | undefined, answers: unknown[], done: Done) => {
    const sql = sqls[answers.length]
    if (sql === undefined) return done(null, answers)
    session.run(sql, values, (error, answer) =>
      error ? done(error, answers) : runFrom(sqls, values, [...answers, answer], done),
    )
  }

  const say = (sqls: readonly string[], values: readonly Bound[] | undefined, done: Done) => {
    if (link.broken) return void world.addTimer(() => done(lostConnection(), []), 0)
    const finish: Done = (error, answers) => {
      open.delete(fail)
      done(error, answers)
    }
    const fail = (error: Error) => finish(error, [])
    open.add(fail)
    const label = sqls.join('; ')
    line.ask(label, () => {
      line.held = true
      runFrom(sqls, values, [], (error, answers) => {
        line.held = false
        line.answer(label, () => finish(error, answers))
      })
    })
  }

  const link: Link = {
    connection: { end: () => line.hangUp() },
    host: 'model',
    deadline: Infinity,
    idleSince: 0,
    broken: false,
    send: (sql, values, done) => say([sql], values, (error, answers) => done(error, answers[0])),
    sendAll: (sqls, done) => say(sqls, undefined, done),
    kill: (error) => {
      link.broken = true
      line.hangUp()
      world.addTimer(() => failAll(error), 0)
    },
  }
  return new Promise((resolve, reject) => {
    const refuse = () => reject(new Unreachable('no connection to the model'))
    open.add(refuse)
    line.answer('connect', () => {
      open.delete(refuse)
      resolve(link)
    })
  })
}
