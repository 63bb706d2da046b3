type Role = 'clerk' | 'planner' | 'editor' | 'admin'

/** The pages of the office, in the order of its navigation, and who works there; an admin works everywhere. */
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

/** Where somebody with these roles may go. */
export const pathsFor = (roles: readonly string[]): Path[] =>
  (Object.keys(PATHS) as Path[]).filter((path) => isAt(path, roles))

/** Pages before the door: no frame, nobody has to be signed in. */
export const isOutside = (route: string | null): boolean =>
  /^\/personal\/(anmelden|passwort)(\/|$)/.test(route ?? '')

/** One's own account lets those in who must set up a second factor before they may see anything else. */
export const guardsItself = (route: string | null): boolean => route === '/personal/konto'

/** Whether a page is for somebody with these roles; what is nobody's own belongs to the clerks' day. */
export function mayEnter(route: string | null, roles: readonly string[]): boolean {
  if (guardsItself(route)) return true
  const [path] = (Object.keys(PATHS) as Path[])
    .filter((one) => route === one || route?.startsWith(`${one}/`))
    .toSorted((a, b) => b.length - a.length)
  return !path || isAt(path, roles)
}
