import { safeWebAddress } from './safeWebAddress'

it.each([
  ['www.example.com', 'https://www.example.com/'],
  ['http://example.com/a', 'http://example.com/a'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['', undefined],
])('%s becomes the link %s', (address, expected) => {
  expect(safeWebAddress(address)).toBe(expected)
})
