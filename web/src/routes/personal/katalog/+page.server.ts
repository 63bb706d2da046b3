import { query, mutate } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import { CataloguePage_Entries, CataloguePage_MoveTopic } from '#lib/catalogue-editor/editor.graphql.ts'
import { requireEditor } from '#lib/catalogue-editor/require-editor.ts'
import { filterEntries } from '#lib/catalogue-editor/filter-entries.ts'
import { isPathName, KIND_BY_PATH_NAME } from '#lib/catalogue-editor/entry-kinds.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await requireEditor(event)
  const parameter = (name: string) => event.url.searchParams.get(name) ?? ''
  const pathName = isPathName(parameter('art'))
    ? (parameter('art') as keyof typeof KIND_BY_PATH_NAME)
    : 'dienst'
  const filter = { text: parameter('suche').trim(), state: parameter('stand') }
  const { catalogueEntries, locales } = await query(event, CataloguePage_Entries, {
    kind: KIND_BY_PATH_NAME[pathName],
    locale: locale(),
  })
  return {
    ...{ pathName, filter },
    languages: locales.slice(1),
    total: catalogueEntries.length,
    entries: filterEntries(catalogueEntries, filter),
  }
}

export const actions: Actions = {
  move: async (event) => {
    const form = await event.request.formData()
    const id = String(form.get('id') ?? '')
    await mutate(event, CataloguePage_MoveTopic, { id, up: form.has('up'), locale: locale() })
    return { moved: id }
  },
}
