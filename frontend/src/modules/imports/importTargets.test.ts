import { hasName, repeatedTargets } from './importTargets'

it('lets lists and joined texts take several columns, single values only one', () => {
  expect(repeatedTargets(['account.name', 'account.phones', 'account.phones', '', ''])).toEqual([])
  expect(repeatedTargets(['account.name', 'account.name', 'account.level'])).toEqual(['account.name'])
})

it('wants a name of a customer or of a contact', () => {
  expect(hasName(['contact.name', ''])).toBe(true)
  expect(hasName(['account.phones'])).toBe(false)
})
