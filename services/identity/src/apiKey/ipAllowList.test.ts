import fc from 'fast-check'
import { allows, isRange } from './ipAllowList'

const toNumber = (ip: string) => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

describe('the address list of an API key', () => {
  it('allows every address when it is empty', () => {
    fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), (ip) => expect(allows([], ip)).toBe(true)))
  })

  it('agrees with the arithmetic of IPv4 networks', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), fc.ipV4(), (network, prefix, ip) => {
        const size = 2 ** (32 - prefix)
        const inside = Math.floor(toNumber(network) / size) === Math.floor(toNumber(ip) / size)
        expect(allows([`${network}/${prefix}`], ip)).toBe(inside)
        expect(allows([`${network}/${prefix}`], `::ffff:${ip}`)).toBe(inside)
        expect(allows([`${network}/${prefix}`], network)).toBe(true)
      }),
    )
  })

  it('knows IPv6 networks', () => {
    expect(allows(['2001:db8::/32'], '2001:db8:1::7')).toBe(true)
    expect(allows(['2001:db8::/32'], '2001:db9::7')).toBe(false)
    expect(allows(['2001:db8::7'], '2001:DB8:0:0::7')).toBe(true)
    expect(allows(['192.0.2.0/24', '2001:db8::/32'], '192.0.2.9')).toBe(true)
  })

  it('lets no address in that cannot be read', () => {
    for (const ip of ['', 'unknown', '192.0.2', '192.0.2.1, 198.51.100.1'])
      expect(allows(['0.0.0.0/0', '::/0'], ip)).toBe(false)
  })

  it('accepts addresses and ranges, and refuses everything else', () => {
    for (const entry of ['192.0.2.1', '192.0.2.0/24', '0.0.0.0/0', '::/0', '2001:db8::/128'])
      expect(isRange(entry)).toBe(true)
    for (const entry of [
      '',
      '192.0.2.0/33',
      '192.0.2.0/-1',
      '192.0.2.0/24/8',
      '2001:db8::/129',
      'example.org',
      '192.0.2.0/',
      'fe80::1%eth0',
    ])
      expect(isRange(entry)).toBe(false)
  })
})
