import { useTestBackends } from './testBackends'

/**
 * Before all tests: a private database and broker under .local/test, reached through TEST_DATABASE_HOST ("host:port"),
 * TEST_DATABASE_ROOT_PASSWORD (user root) and TEST_BROKER_URL. Values set by the caller are left alone.
 */
export default async (): Promise<void> => {
  if (process.env['TEST_DATABASE_HOST'] && process.env['TEST_BROKER_URL']) return
  const { database, brokerUrl } = await useTestBackends()
  process.env['RAPPORT_TEST_BACKENDS'] = 'used'
  process.env['TEST_DATABASE_HOST'] = `${database.host}:${database.port}`
  process.env['TEST_DATABASE_ROOT_PASSWORD'] = database.password
  process.env['TEST_BROKER_URL'] = brokerUrl
}
