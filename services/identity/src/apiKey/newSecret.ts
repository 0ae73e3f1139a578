import { randomBytes } from 'node:crypto'
import { newToken } from '../secrets/token'

/** The secret of a new key and the part of it that stays readable: `rk_<8 hex digits>_<256 random bits>`. */
export const newSecret = (): { prefix: string; secret: string } => {
  const prefix = `rk_${randomBytes(4).toString('hex')}`
  return { prefix, secret: `${prefix}_${newToken()}` }
}
