import { parseLiveEvent, staleKeys } from './liveUpdates'

const of = (type: string) => ({ type, aggregate: { type: 'account', id: 'a-1' } })

describe('live updates', () => {
  it('refresh the record and the lists that hold it', () => {
    const keys = staleKeys(of('customer.account.updated.v1'))
    expect(keys).toContainEqual(['accounts', 'detail', 'a-1'])
    expect(keys).toContainEqual(['accounts', 'list'])
  })

  it('leave the screen alone for facts that it does not show', () => {
    expect(staleKeys(of('sales.order.confirmed.v1'))).toEqual([])
  })

  it('are read from what the stream says, and nothing else', () => {
    expect(
      parseLiveEvent('{"type":"customer.contact.created.v1","aggregate":{"type":"contact","id":"c-1","version":1}}'),
    ).toEqual({
      type: 'customer.contact.created.v1',
      aggregate: { type: 'contact', id: 'c-1' },
    })
    expect(parseLiveEvent('not json')).toBeUndefined()
    expect(parseLiveEvent('{"id":1}')).toBeUndefined()
  })
})
