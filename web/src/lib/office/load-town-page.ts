import { error } from '@sveltejs/kit'
import { queryPublic, type WithFetch, Unreachable } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import { TownPage, type TownPageData } from './town-page.graphql.ts'

/** Addresses of the town's own pages. */
export const townPages = [
  'barrierefreiheit',
  'datenschutz',
  'gebaerdensprache',
  'impressum',
  'leichte-sprache',
] as const

/** Loads what the town says at an address: from the API, or as the service worker keeps it. */
export async function loadTownPage(
  event: WithFetch,
  id: (typeof townPages)[number],
): Promise<{ text: TownPageData }> {
  try {
    const { page } = await queryPublic(event, TownPage, { id, locale: locale() })
    if (page) return { text: page }
  } catch (cause) {
    if (cause instanceof Unreachable) error(503, { message: 'API not reachable', retry: true })
    throw cause
  }
  error(404, 'no such page')
}
