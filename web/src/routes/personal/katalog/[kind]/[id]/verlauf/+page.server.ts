import { error, redirect } from '@sveltejs/kit'
import { query, mutate } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import { EntryPage_History, EntryPage_Restore } from '#lib/catalogue-editor/editor.graphql.ts'
import { requireEditor } from '#lib/catalogue-editor/require-editor.ts'
import { entryPath, kindOf } from '#lib/catalogue-editor/entry-kinds.ts'
import { type EntryEvent, failureOf, versionOf } from '#lib/catalogue-editor/entry-outcome.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await requireEditor(event)
  const { id, kind: pathName } = event.params
  const variables = { kind: kindOf(pathName), id, locale: locale() }
  const { catalogueEntry: entry, locales } = await query(event, EntryPage_History, variables)
  if (!entry) error(404, 'no such entry')
  return { entry, locales }
}

export const actions: Actions = {
  restore: (event) => restore(event),
}

/** Creates a draft from a revision (without a number from the last published one), and opens its preview. */
async function restore(event: EntryEvent) {
  const { kind: pathName, id } = event.params
  const kind = kindOf(pathName)
  const form = await event.request.formData()
  const { restoreRevision: outcome } = await mutate(event, EntryPage_Restore, {
    input: { kind, id, version: versionOf(form) },
    number: Number(form.get('number')) || null,
    locale: locale(),
  })
  if (outcome.__typename !== 'UpdatedEntry') return failureOf(outcome, [])
  redirect(303, href(`${entryPath({ kind, id })}/vorschau`))
}
