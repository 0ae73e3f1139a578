import { denied } from '../errors/errors'

/** Goes on when `condition` holds, throws otherwise: `permit(mayWin(actor, deal))`. */
export const permit = (condition: boolean, error: Error = denied()): void => {
  if (!condition) throw error
}
