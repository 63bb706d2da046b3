import { m } from '#lib/i18n/i18n.ts'
import type { IconName } from '#lib/ui/Icon.svelte'
import { pathsFor, type Path } from './rights.ts'

const ENTRIES: Record<Path, { label: () => string; icon: IconName }> = {
  '/personal': { label: m.desk_today, icon: 'clock' },
  '/personal/woche': { label: m.desk_week, icon: 'calendar' },
  '/personal/buchen': { label: m.desk_book, icon: 'plus' },
  '/personal/planung': { label: m.staff_plan_heading, icon: 'building' },
  '/personal/katalog': { label: m.staff_cat_heading, icon: 'document' },
  '/personal/texte': { label: m.desk_texts, icon: 'language' },
  '/personal/statistik': { label: m.staff_stats_heading, icon: 'search' },
  '/personal/protokoll': { label: m.staff_audit_heading, icon: 'info' },
  '/personal/personen': { label: m.staff_people, icon: 'persons' },
}

/** The navigation for these roles. */
export const navigationFor = (roles: readonly string[]) =>
  pathsFor(roles).map((path) => ({ path, ...ENTRIES[path] }))
