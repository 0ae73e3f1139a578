import { nextTarget } from './nextTarget'

it.each([
  ['/customers?owner=me', '/customers?owner=me'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['/sign-in', '/'],
  [undefined, '/'],
])('after signing in, %s leads to %s', (next, expected) => {
  expect(nextTarget(next)).toBe(expected)
})
