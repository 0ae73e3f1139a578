import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCatalogue } from '@rapport/chassis'
import { messages } from './messages'

const sources = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && path !== 'messages.ts')
  .map((path) => readFileSync(join(__dirname, path), 'utf8'))
  .join('\n')

const reasons = new Set([
  ...[...sources.matchAll(/(?:conflict|denied|unauthenticated|exhausted|refuse)\(\s*'(\w+)'/g)].map(
    ([, reason]) => reason,
  ),
  ...[...sources.matchAll(/reason: '(\w+)'/g)].map(([, reason]) => reason),
  ...[...sources.matchAll(/(?:notFound)\(\s*'(\w+)'/g)].map(([, resource]) => `${resource}_not_found`),
  ...[...sources.matchAll(/'((?:password|department|resource|totp|api_key)_[a-z_]+)'/g)].map(([, reason]) => reason),
])

describe('the sentences of this service', () => {
  const catalogue = createCatalogue(messages)

  it('exist for every reason that the sources give', () => {
    const missing = [...reasons].filter((reason) => reason && !catalogue.sentence(reason, {}, 'en'))
    expect(reasons.size).toBeGreaterThan(40)
    expect(missing).toEqual([])
  })

  it('are all used', () => {
    expect(Object.keys(messages).filter((reason) => !reasons.has(reason))).toEqual([])
  })
})
