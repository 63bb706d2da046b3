import { m } from '#lib/i18n/index.ts'
import type { IconName } from '#lib/ui/Icon.svelte'

type Role = 'clerk' | 'planner' | 'editor' | 'admin'

interface Place {
  path: string
  label: () => string
  icon: IconName
  /** Who works there; an admin works everywhere. */
  roles: readonly Role[]
}

/** The pages of the office, in the order of its navigation. */
const PLACES: readonly Place[] = [
  { path: '/personal', label: m.desk_today, icon: 'clock', roles: ['clerk'] },
  { path: '/personal/woche', label: m.desk_week, icon: 'calendar', roles: ['clerk'] },
  { path: '/personal/buchen', label: m.desk_book, icon: 'plus', roles: ['clerk'] },
  { path: '/personal/planung', label: m.staff_plan_heading, icon: 'building', roles: ['clerk', 'planner'] },
  { path: '/personal/katalog', label: m.staff_cat_heading, icon: 'document', roles: ['editor'] },
  { path: '/personal/texte', label: m.desk_texts, icon: 'language', roles: ['editor'] },
  { path: '/personal/statistik', label: m.staff_stats_heading, icon: 'search', roles: ['planner'] },
  { path: '/personal/protokoll', label: m.staff_audit_heading, icon: 'info', roles: ['admin'] },
  { path: '/personal/personen', label: m.staff_people, icon: 'persons', roles: ['admin'] },
]

/** Where somebody with these roles may go. */
export const placesFor = (roles: readonly string[]): Place[] =>
  PLACES.filter((place) => roles.includes('admin') || place.roles.some((role) => roles.includes(role)))

/** Pages before the door: no frame, nobody has to be signed in. */
export const isOutside = (route: string | null): boolean =>
  /^\/personal\/(anmelden|passwort)(\/|$)/.test(route ?? '')

/** One's own account lets those in who must set up a second factor before they may see anything else. */
export const guardsItself = (route: string | null): boolean => route === '/personal/konto'
