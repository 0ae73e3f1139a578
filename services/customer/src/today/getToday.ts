import { holds, type Context } from '@rapport/chassis'
import type { GetTodayRequest } from '@rapport/proto/customer'
import { presentAccount } from '../account/account.presenter'
import { selectAccounts } from '../account/account.queries'
import { presentFollowUp } from '../followUp/followUp.presenter'
import { selectFollowUps, visibleFollowUps } from '../followUp/followUp.queries'
import type { CustomerDeps } from '../service'
import { dayOf } from './day'

const lines = 10
const dayMs = 24 * 3_600_000

/** Whom the caller should contact, what is new, and what they did last. */
export const getToday =
  ({ database, clock }: CustomerDeps) =>
  async ({ timeZone }: GetTodayRequest, { actor }: Context) => {
    const now = clock()
    const { start, end } = dayOf(now, timeZone || 'Asia/Shanghai')
    const mine = (rest: string, parameters: Record<string, unknown> = {}) =>
      selectAccounts(database, `a.owner_id = :me AND a.deleted_at IS NULL AND ${rest} LIMIT ${lines}`, {
        me: actor.id,
        ...parameters,
      })
    // Somebody else's account by now, or no longer shared: what was written about it then is out of sight with it.
    const visible = visibleFollowUps(actor)
    const [overdue, dueToday, recent, quiet, followUps] = await Promise.all([
      mine('a.next_follow_up_at < :start ORDER BY a.next_follow_up_at, a.id', { start }),
      mine('a.next_follow_up_at >= :start AND a.next_follow_up_at < :end ORDER BY a.next_follow_up_at, a.id', {
        start,
        end,
      }),
      mine('a.owned_since >= :since ORDER BY a.owned_since DESC, a.id DESC', {
        since: new Date(now.getTime() - 7 * dayMs),
      }),
      mine(
        `(a.last_follow_up_at < :since OR (a.last_follow_up_at IS NULL AND a.owned_since < :since))
         ORDER BY a.last_follow_up_at, a.id`,
        { since: new Date(now.getTime() - 30 * dayMs) },
      ),
      holds(actor, 'customer.followUp.read')
        ? selectFollowUps(
            database,
            `f.owner_id = :me ${visible ? `AND ${visible.sql}` : ''} ORDER BY f.happened_at DESC, f.id DESC LIMIT ${lines}`,
            { me: actor.id, ...visible?.parameters },
          )
        : [],
    ])
    return {
      overdue: overdue.map(presentAccount),
      dueToday: dueToday.map(presentAccount),
      recent: recent.map(presentAccount),
      quiet: quiet.map(presentAccount),
      followUps: followUps.map(presentFollowUp),
    }
  }
