import type { Reroute } from '@sveltejs/kit/hooks'
import { plainPath } from '#lib/i18n/locale.ts'

/** Routes know paths without language. */
export const reroute: Reroute = ({ url }) => plainPath(url.pathname)
