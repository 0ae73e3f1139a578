import { rpcOf } from './rpc'
import { aMethod } from './testing/aMethod'

const permission = { who: { case: 'permission' as const, value: 'sales.deal.win' } }
const internal = { who: { case: 'internal' as const, value: true } }
const http = { pattern: { case: 'post' as const, value: '/v1/deals/{id}:win' }, body: '*' }

describe('an rpc', () => {
  it('carries what the contract says about it', () => {
    expect(rpcOf(aMethod({ access: permission, http }))).toMatchObject({
      id: 'sales.DealService/WinDeal',
      path: '/rapport.sales.v1.DealService/WinDeal',
      backend: 'sales',
      access: { kind: 'permission', permission: 'sales.deal.win' },
      route: { verb: 'POST', template: '/v1/deals/{id}:win' },
      readOnly: false,
      clientStreaming: false,
    })
  })

  it('speaks JSON where a raw rpc names no other media type', () => {
    const { raw } = rpcOf(aMethod({ access: permission, http, raw: { requestMediaType: 'multipart/form-data' } }))
    expect(raw).toEqual({
      requestMediaType: 'multipart/form-data',
      responseMediaType: 'application/json',
      withheld: [],
    })
  })

  it.each([
    ['nobody may call', {}, 'does not say who may call it'],
    [
      'has an empty permission',
      { access: { who: { case: 'permission' as const, value: '' } }, http },
      'who may call it',
    ],
    [
      'is declared as not public',
      { access: { who: { case: 'public' as const, value: false } }, http },
      'who may call it',
    ],
    ['is internal and has a route', { access: internal, http }, 'must not have a route'],
    ['has no route', { access: permission }, 'has no route'],
    ['streams without code of its own', { access: permission, http, clientStreaming: true }, 'streams'],
  ])('is refused when it %s', (_, options, message) => {
    expect(() => rpcOf(aMethod(options))).toThrow(message)
  })
})
