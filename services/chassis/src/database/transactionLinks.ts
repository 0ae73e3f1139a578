import type { Transaction } from 'sequelize'
import type { Link } from './link'

const links = new WeakMap<Transaction, Link>()

/** Ties a transaction to its connection; Sequelize finds it there too. */
export const beginLink = (transaction: Transaction, link: Link): void => {
  links.set(transaction, link)
  Object.assign(transaction, { connection: link.connection })
}

/** The transaction is over; Sequelize and we refuse to use it further. */
export const endLink = (transaction: Transaction): void => {
  links.delete(transaction)
  Object.assign(transaction, { connection: undefined, finished: 'commit' })
}

/** The connection of a running transaction. Throws when it is over. */
export const linkOf = (transaction: Transaction): Link => {
  const link = links.get(transaction)
  if (!link) throw new Error('this transaction is over, or was not begun by Database.transaction() or command()')
  return link
}
