import type { Reroute } from '@sveltejs/kit/hooks'
import { plainPath } from '#lib/i18n/locale.ts'

/** Routes know paths without language. What was made at build time has one address. */
export const reroute: Reroute = ({ url }) => {
  const plain = plainPath(url.pathname)
  return plain === '/offline' ? url.pathname : plain
}
