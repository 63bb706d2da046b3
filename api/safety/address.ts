import { isIP, isIPv6 } from 'node:net'

/**
 * Normalizes an IP address: canonical spelling, without port and zone, an IPv4-mapped IPv6 address as IPv4. Null for
 * other texts.
 * @param text as sockets and proxies write it: `192.0.2.7`, `192.0.2.7:8080`, `2001:DB8::7`, `[2001:db8::7]:8080`
 */
export function normalAddress(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
    .replace(/%.*$/, '')
  if (!isIP(bare)) return null
  if (!isIPv6(bare)) return bare
  // The URL standard defines a canonical spelling: lower case, no dots, the longest run of zeros as `::`.
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical)
  if (!mapped) return canonical
  return mapped
    .slice(1)
    .map((group) => parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.')
}

/**
 * The network of one subscriber: the IPv4 address, or the first 64 bits of an IPv6 address, because a household gets at
 * least a /64 network (RFC 6177) and may use another address of it for each request.
 */
export function subnetOf(address: string): string {
  const normal = normalAddress(address)
  if (normal === null || !isIPv6(normal)) return address
  const [head, tail] = normal.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const zeros = tail ? Array<string>(8 - head!.length - tail.length).fill('0') : []
  const groups = [...head!, ...zeros, ...(tail ?? [])].slice(0, 4)
  return `${groups.join(':')}::/64`
}
