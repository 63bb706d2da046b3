import { error, redirect } from '@sveltejs/kit'
import { ask, change } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import { EntryPage_History, EntryPage_Restore } from '#lib/catalogue-editor/editor.graphql.ts'
import { editorsOnly } from '#lib/catalogue-editor/require-editor.ts'
import { entryPath, kindOf } from '#lib/catalogue-editor/entry-kinds.ts'
import { type EntryEvent, refusedBy, versionOf } from '#lib/catalogue-editor/entry-outcome.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await editorsOnly(event)
  const { id, kind: art } = event.params
  const variables = { kind: kindOf(art), id, locale: locale() }
  const { catalogueEntry: entry, locales } = await ask(event, EntryPage_History, variables)
  if (!entry) error(404, 'no such entry')
  return { entry, locales }
}

export const actions: Actions = {
  zurueckholen: (event) => restore(event),
}

/** A revision, or without a number what citizens saw last, becomes a draft that is looked at first. */
async function restore(event: EntryEvent) {
  const { kind: art, id } = event.params
  const kind = kindOf(art)
  const form = await event.request.formData()
  const { restoreRevision: outcome } = await change(event, EntryPage_Restore, {
    input: { kind, id, version: versionOf(form) },
    number: Number(form.get('nummer')) || null,
    locale: locale(),
  })
  if (outcome.__typename !== 'UpdatedEntry') return refusedBy(outcome, [])
  redirect(303, href(`${entryPath({ kind, id })}/vorschau`))
}
