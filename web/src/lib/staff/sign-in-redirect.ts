import { plainPath } from '#lib/i18n/locale.ts'
import { needsNoSession } from './rights.ts'

/** The sign-in page; like all paths in this file without language. */
export const SIGN_IN_PATH = '/personal/anmelden'

/** The URL of the sign-in page that redirects back to a page of the staff. */
export function signInUrl({ pathname, searchParams }: URL): string {
  // The names of form actions begin with a slash; a form is not sent again after signing in.
  const kept = [...searchParams].filter(([name]) => !name.startsWith('/'))
  const path = plainPath(pathname)
  if (path === '/personal' && kept.length === 0) return SIGN_IN_PATH
  const query = new URLSearchParams(kept).toString()
  return `${SIGN_IN_PATH}?${new URLSearchParams({ weiter: query ? `${path}?${query}` : path })}`
}

/**
 * The page to open after signing in: the one that the sign-in address names, else the day. Only pages of the staff,
 * so that a link to the sign-in page cannot redirect to another site (open redirect).
 */
export const redirectTarget = (signIn: URL): string => requestedPage(signIn) ?? '/personal'

/** The page to which a sign-in URL redirects back; null if it contains none. */
export const requestedPage = (signIn: URL): string | null =>
  staffPage(signIn.searchParams.get('weiter') ?? '', signIn)

/** A URL as a path of a staff page that requires a session, without language; null for other URLs. */
export function staffPage(address: string, { origin }: URL): string | null {
  const named = URL.parse(address, origin)
  if (!named || named.origin !== origin) return null
  const path = plainPath(named.pathname)
  if (!/^\/personal(\/|$)/.test(path) || needsNoSession(path)) return null
  return path + named.search
}
