import { redirect } from '@sveltejs/kit'
import { ask, change } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import { CataloguePage_Entries, NewEntryPage_Begin } from '#lib/catalogue-editor/editor.graphql.ts'
import { editorsOnly } from '#lib/catalogue-editor/require-editor.ts'
import { entryPath, isArt, kindOf, KINDS } from '#lib/catalogue-editor/entry-kinds.ts'
import { refusedBy } from '#lib/catalogue-editor/entry-outcome.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await editorsOnly(event)
  const given = event.url.searchParams.get('art')
  const art = isArt(given) ? given : 'dienst'
  const { catalogueEntries } = await ask(event, CataloguePage_Entries, { kind: KINDS[art], locale: locale() })
  const others = catalogueEntries.map(({ id, title }) => ({ id, title }))
  return {
    art,
    kind: KINDS[art],
    original: event.url.searchParams.get('vorlage') ?? '',
    others: others.toSorted((a, b) => a.title.localeCompare(b.title, 'de')),
  }
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const kind = kindOf(String(form.get('art')))
    const title = String(form.get('title') ?? '')
    const copyOf = String(form.get('vorlage') ?? '') || null
    const { newEntry: outcome } = await change(event, NewEntryPage_Begin, {
      input: { kind, title, copyOf },
      locale: locale(),
    })
    if (outcome.__typename !== 'UpdatedEntry') return refusedBy(outcome, [])
    redirect(303, href(entryPath(outcome.entry!)))
  },
}
