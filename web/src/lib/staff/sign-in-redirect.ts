import { plainPath } from '#lib/i18n/locale.ts'
import { isOutside } from './rights.ts'

const DOOR = '/personal/anmelden'

/** The page for signing in, which leads back to an address of the office; like all here without language. */
export function doorBackTo({ pathname, searchParams }: URL): string {
  // What a form has asked for is not asked for again.
  const seen = [...searchParams].filter(([name]) => !name.startsWith('/'))
  const path = plainPath(pathname)
  if (path === '/personal' && seen.length === 0) return DOOR
  const query = new URLSearchParams(seen).toString()
  return `${DOOR}?${new URLSearchParams({ weiter: query ? `${path}?${query}` : path })}`
}

/**
 * Where somebody goes who is through the door at this address: to the page that it names, or to today.
 * Only to pages of the office, so that nobody can make a link to the door that leads people elsewhere.
 */
export const wayOn = (door: URL): string => namedBy(door) ?? '/personal'

/** The page to which the door at this address leads back; null when it names none. */
export const namedBy = (door: URL): string | null => pageOfOffice(door.searchParams.get('weiter') ?? '', door)

/** The page of the office behind the door that an address names, without language; null when it is none. */
export function pageOfOffice(address: string, { origin }: URL): string | null {
  const named = URL.parse(address, origin)
  if (!named || named.origin !== origin) return null
  const path = plainPath(named.pathname)
  if (!/^\/personal(\/|$)/.test(path) || isOutside(path)) return null
  return path + named.search
}
