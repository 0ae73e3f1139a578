import fc from 'fast-check'
import { addressKey } from './addressKey'

describe('the key of an address', () => {
  it('is the address itself for IPv4, also when it is written as IPv6', () => {
    expect(addressKey('203.0.113.7')).toBe('203.0.113.7')
    expect(addressKey('::ffff:203.0.113.7')).toBe('203.0.113.7')
    expect(addressKey('::ffff:cb00:7107')).toBe('203.0.113.7')
  })

  it('is the network for IPv6, however the address is written', () => {
    expect(addressKey('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
    expect(addressKey('2001:DB8:1:2::6')).toBe('2001:db8:1:2::/64')
    expect(addressKey('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
    expect(addressKey('::1')).toBe('0:0:0:0::/64')
  })

  it('gives all addresses of one IPv6 network the same key', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.array(fc.nat({ max: 0xffff }), { minLength: 4, maxLength: 4 }), (address, host) => {
        const key = addressKey(address)
        fc.pre(key.endsWith('::/64') && key !== '0:0:0:0::/64')
        const neighbour = `${key.replace('::/64', '')}:${host.map((group) => group.toString(16)).join(':')}`
        expect(addressKey(neighbour)).toBe(key)
      }),
    )
  })
})
