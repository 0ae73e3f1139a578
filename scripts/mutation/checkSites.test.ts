import { resolve } from 'node:path'
import { checkSites } from './checkSites'

describe('checks of rights', () => {
  const sites = checkSites(resolve(__dirname, '../..'))

  it('are found in every service and in the gateway', () => {
    for (const folder of ['services/chassis', 'services/identity', 'services/customer', 'gateway'])
      expect(sites.filter(({ file }) => file.startsWith(folder)).length).toBeGreaterThan(0)
  })
})
