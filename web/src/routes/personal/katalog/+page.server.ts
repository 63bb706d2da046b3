import { ask, change } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import { CataloguePage_Entries, CataloguePage_MoveTopic } from '#lib/catalogue-editor/editor.graphql.ts'
import { editorsOnly } from '#lib/catalogue-editor/require-editor.ts'
import { found } from '#lib/catalogue-editor/filter-entries.ts'
import { isArt, KINDS } from '#lib/catalogue-editor/entry-kinds.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await editorsOnly(event)
  const given = (name: string) => event.url.searchParams.get(name) ?? ''
  const art = isArt(given('art')) ? (given('art') as keyof typeof KINDS) : 'dienst'
  const wanted = { text: given('suche').trim(), state: given('stand') }
  const { catalogueEntries, locales } = await ask(event, CataloguePage_Entries, {
    kind: KINDS[art],
    locale: locale(),
  })
  return {
    ...{ art, wanted },
    languages: locales.slice(1),
    total: catalogueEntries.length,
    entries: found(catalogueEntries, wanted),
  }
}

export const actions: Actions = {
  verschieben: async (event) => {
    const form = await event.request.formData()
    const id = String(form.get('id') ?? '')
    await change(event, CataloguePage_MoveTopic, { id, up: form.has('hoch'), locale: locale() })
    return { moved: id }
  },
}
