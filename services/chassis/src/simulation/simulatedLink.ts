import { Unreachable } from '../database/failures'
import type { Link } from '../database/link'
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

  const link: Link = {
    connection: { end: () => line.hangUp() },
    host: 'model',
    deadline: Infinity,
    idleSince: 0,
    broken: false,
    send: (sql, values, done) => {
      if (link.broken) return void world.addTimer(() => done(lostConnection(), undefined), 0)
      const finish = (error: Error | null, answer: unknown) => {
        open.delete(fail)
        done(error, answer)
      }
      const fail = (error: Error) => finish(error, undefined)
      open.add(fail)
      line.ask(sql, () => {
        line.held = true
        session.run(sql, values, (error, answer) => {
          line.held = false
          line.answer(sql, () => finish(error, answer))
        })
      })
    },
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
