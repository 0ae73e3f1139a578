import { Op } from 'sequelize'
import type { Transaction } from '@rapport/chassis'
import { SessionModel } from './SessionModel'

/** Ends the sessions of a user at once, all or all but one. */
export const endSessions = async (userId: string, transaction: Transaction, except = ''): Promise<void> => {
  await SessionModel.destroy({ where: { userId, id: { [Op.ne]: except } }, transaction })
}
