import { say } from '../stack/say'
import { stopTestBackends, useTestBackends } from './testBackends'

// `tsx scripts/testing/backends.ts [stop]` keeps the tests' database and broker running between test runs, which saves their start.
const main = async (): Promise<void> => {
  if (process.argv[2] === 'stop') return stopTestBackends()
  const { database, brokerUrl } = await useTestBackends({ keep: true })
  say(`export TEST_DATABASE_HOST=${database.host}:${database.port}`)
  say(`export TEST_DATABASE_ROOT_PASSWORD=${database.password}`)
  say(`export TEST_BROKER_URL=${brokerUrl}`)
}

void main()
