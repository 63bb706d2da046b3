import { error, redirect } from '@sveltejs/kit'
import { query } from '#lib/graphql/client.ts'
import { href } from '#lib/i18n/i18n.ts'
import { defaultLocale, languageOf, type Locale } from '#lib/i18n/locale.ts'
import { signInUrl } from '#lib/staff/sign-in-redirect.ts'
import type { PageServerLoad } from './$types'
import { groupMissing, missingMessages } from '#lib/missing-texts/missing-texts.ts'
import { TextsPage_Missing, TextsPage_Viewer } from '#lib/missing-texts/missing-texts.graphql.ts'

const files = import.meta.glob<Record<string, unknown>>('/messages/*.json', {
  eager: true,
  import: 'default',
})
const messages = Object.fromEntries(
  Object.entries(files).map(([path, file]) => [/([^/]+)\.json$/.exec(path)![1]!, file]),
)
const isVariant = (locale: string) => languageOf(locale as Locale)?.lang !== locale

export const load: PageServerLoad = async (event) => {
  const { viewer } = await query(event, TextsPage_Viewer, {})
  if (!viewer) redirect(303, href(signInUrl(event.url)))
  // Other roles get the same answer as for a missing page.
  if (!viewer.roles.some((role) => role === 'admin' || role === 'editor')) error(404, 'not for this role')
  const { missingTexts } = await query(event, TextsPage_Missing, {})
  return { gaps: groupMissing([...missingMessages(messages, defaultLocale, isVariant), ...missingTexts]) }
}
