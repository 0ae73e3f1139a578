import { resolve } from 'node:path'
import { checkSites } from './checkSites'
import { readTable } from './table'

describe('checks of rights', () => {
  const sites = checkSites(resolve(__dirname, '../..'))
  const table = readTable()

  it('are found in every service and in the gateway', () => {
    for (const folder of ['services/chassis', 'services/identity', 'services/customer', 'gateway'])
      expect(sites.filter(({ file }) => file.startsWith(folder)).length).toBeGreaterThan(0)
  })

  it('were all taken out once, and each time a test noticed', () => {
    expect(sites.filter(({ name }) => !table.get(name)).map(({ name }) => name)).toEqual([])
  })
})
