import { parseTemplate } from './template'

describe('a path template', () => {
  it('is split into fixed parts, fields and a verb', () => {
    expect(parseTemplate('/v1/accounts/{account.id}/timeline:export')).toEqual({
      segments: [
        { kind: 'literal', value: 'v1' },
        { kind: 'literal', value: 'accounts' },
        { kind: 'field', name: 'account.id' },
        { kind: 'literal', value: 'timeline' },
      ],
      customVerb: 'export',
    })
  })

  it('has no verb without a colon', () => {
    expect(parseTemplate('/v1/today')).not.toHaveProperty('customVerb')
  })

  it.each([
    'v1/accounts',
    '/v1//accounts',
    '/v1/{name=accounts/*}',
    '/v1/**',
    '/v1/a{id}',
    '/v1/{Id}',
    '/v1/a:b:c',
    '/',
  ])('is refused when it is %s', (template) => {
    expect(parseTemplate(template)).toBeUndefined()
  })
})
