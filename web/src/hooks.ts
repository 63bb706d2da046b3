import type { Reroute } from '@sveltejs/kit/hooks'
import { plainPath } from '#lib/i18n/locale.ts'

/** Routes are defined without language. The prerendered offline shell exists at one path only. */
export const reroute: Reroute = ({ url }) => {
  const plain = plainPath(url.pathname)
  return plain === '/offline' ? url.pathname : plain
}
