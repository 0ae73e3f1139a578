import { leaveTestBackends } from './testBackends'

/** After all tests: stops the private database and broker when nobody else uses them. */
export default async (): Promise<void> => {
  if (process.env['RAPPORT_TEST_BACKENDS'] === 'used') await leaveTestBackends()
}
