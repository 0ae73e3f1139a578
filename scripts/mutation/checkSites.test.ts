import { resolve } from 'node:path'
import { checkSites } from './checkSites'
import { readTable } from './readTable'

describe('checks of rights', () => {
  const sites = checkSites(resolve(__dirname, '../..'))

  it('are found in every service and in the gateway', () => {
    for (const folder of ['services/chassis', 'services/identity', 'services/customer', 'gateway'])
      expect(sites.filter(({ file }) => file.startsWith(folder)).length).toBeGreaterThan(0)
  })

  it('have each been taken out and missed by a test, as the table tells; if not, run make mutate-rights', () => {
    const table = readTable()
    expect(sites.map(({ name }) => name).filter((name) => !table.get(name))).toEqual([])
  })
})
