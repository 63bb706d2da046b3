import { isIPv6 } from 'node:net'

/**
 * What one subscriber has of the internet: an IPv4 address as it is, of an IPv6 address the first 64 bits, because
 * every household gets at least so many addresses (RFC 6177) and may use a new one for each request.
 */
export function subnetOf(address: string): string {
  if (!isIPv6(address)) return address
  // The URL standard writes IPv6 in one way only: lower case, no dots, the longest run of zeros as `::`.
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1)
  const [head, tail] = canonical.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const zeros = tail ? Array<string>(8 - head!.length - tail.length).fill('0') : []
  const groups = [...head!, ...zeros, ...(tail ?? [])].slice(0, 4)
  return `${groups.join(':')}::/64`
}
