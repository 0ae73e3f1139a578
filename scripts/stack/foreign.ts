import { brokerGreets } from './broker'
import { databaseAnswers, type DatabaseAccess } from './database'
import { Trouble } from './say'

const parse = (text: string): DatabaseAccess => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'mysql:' || !url.username) {
    throw new Trouble('DATABASE_URL must look like mysql://root:password@host:3306')
  }
  return {
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
}

/**
 * The administrator's access to a database that runs elsewhere.
 * @throws Trouble when the address is malformed or the database does not let us in
 */
export const foreignDatabase = async (text: string): Promise<DatabaseAccess> => {
  const access = parse(text)
  if (await databaseAnswers(access)) return access
  const where = `${access.user}@${access.host}:${access.port}`
  throw new Trouble(`the database of DATABASE_URL (${where}) does not answer or refuses the login`)
}

/**
 * The address of a broker that runs elsewhere, checked.
 * @throws Trouble when it is malformed or nobody answers there
 */
export const foreignBroker = async (text: string): Promise<string> => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^amqps?:$/.test(url.protocol)) {
    throw new Trouble('BROKER_URL must look like amqp://user:password@host:5672')
  }
  // Behind TLS there is no plain greeting to wait for; the services check it when they connect.
  if (url.protocol === 'amqps:' || (await brokerGreets(url.hostname, Number(url.port || 5672)))) return text
  throw new Trouble(`the broker of BROKER_URL (${url.host}) does not answer`)
}
