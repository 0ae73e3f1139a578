import { Op } from 'sequelize'
import type { ListSessionsRequest } from '@rapport/proto/identity'
import { toTimestamp, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { mustBePerson } from './session.policy'
import { SessionModel } from './SessionModel'

/** The live sessions of the caller, newest first. */
export const listSessions =
  ({ clock }: IdentityDeps) =>
  async (_: ListSessionsRequest, { actor }: Context) => {
    mustBePerson(actor)
    const sessions = await SessionModel.findAll({
      where: { userId: actor.id, expiresAt: { [Op.gt]: clock() } },
      order: [
        ['createdAt', 'DESC'],
        ['id', 'DESC'],
      ],
    })
    return {
      sessions: sessions.map(({ id, createdAt, lastSeenAt, expiresAt, ip, userAgent }) => ({
        ...{ id, ip, userAgent, current: id === actor.sessionId },
        createdAt: toTimestamp(createdAt),
        lastSeenAt: toTimestamp(lastSeenAt),
        expiresAt: toTimestamp(expiresAt),
      })),
    }
  }
