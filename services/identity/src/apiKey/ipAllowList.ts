import { BlockList, isIPv4, isIPv6 } from 'node:net'

interface Range {
  readonly address: string
  readonly prefix: number
  readonly family: 'ipv4' | 'ipv6'
}

const rangeOf = (entry: string): Range | undefined => {
  const [address = '', prefix, ...rest] = entry.split('/')
  const family = isIPv4(address) ? 'ipv4' : isIPv6(address) && !address.includes('%') ? 'ipv6' : undefined
  if (!family || rest.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return undefined
  const longest = family === 'ipv4' ? 32 : 128
  const bits = prefix === undefined ? longest : Number(prefix)
  return bits <= longest ? { address, prefix: bits, family } : undefined
}

/** Whether the entry is an address or a CIDR range, IPv4 or IPv6. */
export const isRange = (entry: string): boolean => rangeOf(entry) !== undefined

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/** Whether `ip` may use a key with this list; an empty list allows every address. An address that cannot be read is not on any list. */
export const allows = (list: readonly string[], ip: string): boolean => {
  if (list.length === 0) return true
  const address = mapped.exec(ip)?.[1] ?? ip
  const family = isIPv4(address) ? 'ipv4' : isIPv6(address) ? 'ipv6' : undefined
  if (!family) return false
  const ranges = new BlockList()
  for (const range of list.flatMap((entry) => rangeOf(entry) ?? []))
    ranges.addSubnet(range.address, range.prefix, range.family)
  return ranges.check(address, family)
}
