import { routeOf } from './route'
import { aMethod } from './testing/aMethod'

const get = (value: string) => ({ case: 'get' as const, value })
const post = (value: string) => ({ case: 'post' as const, value })

describe('the route of an rpc', () => {
  it('is absent without google.api.http', () => {
    expect(routeOf(aMethod({}))).toBeUndefined()
  })

  it('knows the fields of its path and of its body', () => {
    const method = aMethod({ http: { pattern: post('/v1/deals/{deal.name}:win'), body: 'deal' } })
    expect(routeOf(method)).toMatchObject({
      verb: 'POST',
      customVerb: 'win',
      pathFields: [{ name: 'deal.name', path: [{ name: 'deal' }, { name: 'name' }] }],
      body: 'deal',
      bodyField: { name: 'deal' },
    })
  })

  it.each([
    ['a second route', { pattern: get('/v1/deals'), additionalBindings: [{ pattern: get('/v1/d') }] }, 'more than one'],
    ['a part of the answer as body', { pattern: get('/v1/deals'), responseBody: 'deal' }, 'response_body'],
    ['a verb of its own', { pattern: { case: 'custom' as const, value: { kind: 'HEAD', path: '/v1/deals' } } }, 'verb'],
    ['a pattern in its path', { pattern: get('/v1/{id=deals/*}') }, 'unsupported kind'],
    ['a body on a GET', { pattern: get('/v1/deals'), body: '*' }, 'body although'],
    ['an unknown field in its path', { pattern: get('/v1/deals/{number}') }, '{number}'],
    ['a message in its path', { pattern: get('/v1/deals/{deal}') }, '{deal}'],
    ['a list in its path', { pattern: get('/v1/deals/{tags}') }, '{tags}'],
    ['a field twice', { pattern: get('/v1/deals/{id}/{id}') }, 'twice'],
    ['an unknown field as body', { pattern: post('/v1/deals'), body: 'offer' }, '"offer"'],
    ['a single value as body', { pattern: post('/v1/deals'), body: 'id' }, '"id"'],
  ])('is refused with %s', (_, http, message) => {
    expect(() => routeOf(aMethod({ http }))).toThrow(message)
  })
})
