import fc from 'fast-check'
import type { Route, Verb } from './route'
import { areAmbiguous, compareRoutes, refuseAmbiguous } from './routeOrder'
import { parseTemplate } from './template'

const aRoute = (template: string, verb: Verb = 'GET'): Route => {
  const parsed = parseTemplate(template)
  if (!parsed) throw new Error(template)
  return { ...parsed, verb, template, pathFields: [], body: '' }
}

const matches = ({ segments }: Route, path: string[]): boolean =>
  segments.length === path.length &&
  segments.every((segment, index) => segment.kind === 'field' || segment.value === path[index])

const templates = fc
  .array(fc.constantFrom('a', 'b', '{x}', '{y}', '{z}'), { minLength: 1, maxLength: 3 })
  .map((parts) => aRoute(`/${parts.join('/')}`))

describe('two routes', () => {
  it.each([
    ['/v1/accounts/{id}', '/v1/accounts/{account_id}'],
    ['/v1/{kind}/mine', '/v1/accounts/{id}'],
    ['/v1/accounts/{id}:win', '/v1/accounts/{number}:win'],
  ])('are ambiguous: %s and %s', (left, right) => {
    expect(areAmbiguous(aRoute(left), aRoute(right))).toBe(true)
  })

  it.each([
    ['/v1/roles/catalogue', '/v1/roles/{id}'],
    ['/v1/accounts/{id}', '/v1/accounts/{id}:win'],
    ['/v1/accounts/{id}', '/v1/contacts/{id}'],
    ['/v1/accounts', '/v1/accounts/{id}'],
  ])('can be told apart: %s and %s', (left, right) => {
    expect(areAmbiguous(aRoute(left), aRoute(right))).toBe(false)
  })

  it('can be told apart by their verbs', () => {
    expect(areAmbiguous(aRoute('/v1/accounts'), aRoute('/v1/accounts', 'POST'))).toBe(false)
  })

  it('are refused by name when they are ambiguous', () => {
    const routes: [string, Route][] = [
      ['ReadRole', aRoute('/v1/roles/{id}')],
      ['ReadCatalogue', aRoute('/v1/roles/catalogue')],
      ['ReadOther', aRoute('/v1/roles/{name}')],
    ]
    expect(() => refuseAmbiguous(routes)).toThrow('ReadRole and ReadOther both claim GET /v1/roles/{name}')
    expect(() => refuseAmbiguous(routes.slice(0, 2))).not.toThrow()
  })
})

describe('sorted routes', () => {
  it('put fixed parts before fields', () => {
    const routes = ['/v1/{any}/{id}', '/v1/roles/{id}', '/v1/roles/catalogue'].map((template) => aRoute(template))
    expect(routes.sort(compareRoutes).map(({ template }) => template)).toEqual([
      '/v1/roles/catalogue',
      '/v1/roles/{id}',
      '/v1/{any}/{id}',
    ])
  })

  it('meet the most exact match first, whatever else is among them', () => {
    const paths = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(fc.array(templates, { maxLength: 12 }), paths, (routes, path) => {
        const fixedParts = ({ segments }: Route) =>
          segments.map(({ kind }) => (kind === 'literal' ? '0' : '1')).join('')
        const matching = [...routes].sort(compareRoutes).filter((route) => matches(route, path))
        const exactness = matching.map(fixedParts)
        expect(exactness).toEqual([...exactness].sort())
      }),
    )
  })
})
