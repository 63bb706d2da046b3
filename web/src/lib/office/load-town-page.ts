import { error } from '@sveltejs/kit'
import { queryPublic, type WithFetch, Unreachable } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import { TownPage, type TownPageData } from './town-page.graphql.ts'

/** Path names of the pages with the town's own texts. */
export const townPages = [
  'barrierefreiheit',
  'datenschutz',
  'gebaerdensprache',
  'impressum',
  'leichte-sprache',
] as const

/** Loads a text of the town; offline, the service worker answers from its cache. */
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
