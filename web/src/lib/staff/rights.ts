import type { Role } from '@terminklick/api/roles'

/** The pages of the staff in the order of the navigation, with the roles that may open them; an admin may open all. */
export const PATHS = {
  '/personal': ['clerk'],
  '/personal/woche': ['clerk'],
  '/personal/buchen': ['clerk'],
  '/personal/planung': ['clerk', 'planner'],
  '/personal/katalog': ['editor'],
  '/personal/texte': ['editor'],
  '/personal/statistik': ['planner'],
  '/personal/protokoll': ['admin'],
  '/personal/personen': ['admin'],
} as const satisfies Record<string, readonly Role[]>
export type Path = keyof typeof PATHS

const isAt = (path: Path, roles: readonly string[]): boolean =>
  roles.includes('admin') || PATHS[path].some((role) => roles.includes(role))

/** The pages that these roles may open. */
export const pathsFor = (roles: readonly string[]): Path[] =>
  (Object.keys(PATHS) as Path[]).filter((path) => isAt(path, roles))

/** Whether a route is one of the pages for signing in and for passwords, which have no session and no navigation. */
export const needsNoSession = (route: string | null): boolean =>
  /^\/personal\/(anmelden|passwort)(\/|$)/.test(route ?? '')

/** The account page also admits staff who must set up a second factor before they may open other pages. */
export const checksAccessItself = (route: string | null): boolean => route === '/personal/konto'

/** Whether these roles may open a page; a page without an entry of its own belongs to `/personal`, the clerks' day. */
export function mayEnter(route: string | null, roles: readonly string[]): boolean {
  if (checksAccessItself(route)) return true
  const [path] = (Object.keys(PATHS) as Path[])
    .filter((one) => route === one || route?.startsWith(`${one}/`))
    .toSorted((a, b) => b.length - a.length)
  return !path || isAt(path, roles)
}
