import { inParallel } from '../api/inParallel'
import { signIn, type Session } from '../api/session'
import { demoPassword } from '../demo'
import { report } from './report'

/** Signs people in. Who has another password by now is left out, and so is their work. */
export const signInAll = async (url: string, logins: readonly string[]): Promise<Map<string, Session>> => {
  const sessions = await inParallel(logins, (login) => signIn(url, login, demoPassword))
  return new Map(
    sessions.flatMap((session, index): [string, Session][] => {
      if (session) return [[session.login, session]]
      report(`${logins[index]} has another password by now: their demo data stays as it is`)
      return []
    }),
  )
}
