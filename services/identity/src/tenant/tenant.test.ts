import { DEFAULT_SETTINGS, isOpen, violationsOf } from './tenant'

describe('the settings of a company', () => {
  it('accept the defaults and refuse unknown time zones and currencies by field', () => {
    expect(violationsOf(DEFAULT_SETTINGS)).toEqual([])
    expect(violationsOf({ name: '  ', timeZone: 'Mars/Olympus', currency: 'XXQ' })).toEqual([
      { field: 'name', reason: 'required' },
      { field: 'timeZone', reason: 'time_zone_unknown' },
      { field: 'currency', reason: 'currency_unknown' },
    ])
  })

  it('say nothing about fields that are not given', () => {
    expect(violationsOf({})).toEqual([])
  })
})

describe('the state of a company', () => {
  it('lets people in on trial and when active only', () => {
    expect((['TRIAL', 'ACTIVE', 'SUSPENDED', 'CLOSED'] as const).filter(isOpen)).toEqual(['TRIAL', 'ACTIVE'])
  })
})
