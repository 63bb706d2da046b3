import { redirect } from '@sveltejs/kit'
import { query, mutate } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import { CataloguePage_Entries, NewEntryPage_Begin } from '#lib/catalogue-editor/editor.graphql.ts'
import { requireEditor } from '#lib/catalogue-editor/require-editor.ts'
import { entryPath, isPathName, kindOf, KIND_BY_PATH_NAME } from '#lib/catalogue-editor/entry-kinds.ts'
import { failureOf } from '#lib/catalogue-editor/entry-outcome.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await requireEditor(event)
  const given = event.url.searchParams.get('art')
  const pathName = isPathName(given) ? given : 'dienst'
  const { catalogueEntries } = await query(event, CataloguePage_Entries, {
    kind: KIND_BY_PATH_NAME[pathName],
    locale: locale(),
  })
  const others = catalogueEntries.map(({ id, title }) => ({ id, title }))
  return {
    pathName,
    kind: KIND_BY_PATH_NAME[pathName],
    original: event.url.searchParams.get('vorlage') ?? '',
    others: others.toSorted((a, b) => a.title.localeCompare(b.title, 'de')),
  }
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const kind = kindOf(String(form.get('kind')))
    const title = String(form.get('title') ?? '')
    const copyOf = String(form.get('copyOf') ?? '') || null
    const { newEntry: outcome } = await mutate(event, NewEntryPage_Begin, {
      input: { kind, title, copyOf },
      locale: locale(),
    })
    if (outcome.__typename !== 'UpdatedEntry') return failureOf(outcome, [])
    redirect(303, href(entryPath(outcome.entry!)))
  },
}
