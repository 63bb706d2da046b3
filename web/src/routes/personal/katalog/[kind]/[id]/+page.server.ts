import { error, fail, redirect } from '@sveltejs/kit'
import { query, mutate } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import {
  EntryPage_Adopt,
  EntryPage_Choices,
  EntryPage_Discard,
  EntryPage_Entry,
  EntryPage_Locales,
  EntryPage_Retire,
  EntryPage_Save,
} from '#lib/catalogue-editor/editor.graphql.ts'
import { contentFrom, withRowCommand } from '#lib/catalogue-editor/entry-content.ts'
import { requireEditor } from '#lib/catalogue-editor/require-editor.ts'
import { entryPath, kindOf } from '#lib/catalogue-editor/entry-kinds.ts'
import { problemsOf, failureOf, versionOf } from '#lib/catalogue-editor/entry-outcome.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await requireEditor(event)
  const { id, kind: pathName } = event.params
  const kind = kindOf(pathName)
  const { catalogueEntry: entry, locales } = await query(event, EntryPage_Entry, {
    kind,
    id,
    locale: locale(),
  })
  if (!entry) error(404, 'no such entry')
  const choices = await query(event, EntryPage_Choices, { locale: locale() })
  return { entry, locales, choices, problems: problemsOf(entry.problems, locales) }
}

export const actions: Actions = {
  save: async (event) => {
    const { kind: pathName, id } = event.params
    const kind = kindOf(pathName)
    const form = await event.request.formData()
    const { locales } = await query(event, EntryPage_Locales, {})
    const command = String(form.get('command') ?? '')
    const content = withRowCommand(contentFrom(form, kind, locales), command)
    const { saveDraft: outcome } = await mutate(event, EntryPage_Save, {
      input: { kind, id, version: versionOf(form) },
      content,
      locale: locale(),
    })
    if (outcome.__typename !== 'UpdatedEntry') {
      const failed = failureOf(outcome, locales)
      // Returns the input, so that the editor can deliberately overwrite the other version.
      return fail(failed.status, { ...failed.data, content })
    }
    if (command !== 'preview') return { saved: true, command }
    const { problems = [] } = outcome.entry ?? {}
    if (problems.length === 0) redirect(303, href(`${entryPath({ kind, id })}/vorschau`))
    return { publishProblems: problemsOf(problems, locales) }
  },
  adopt: async (event) => {
    const { kind: pathName, id } = event.params
    const form = await event.request.formData()
    const { adoptPublished: outcome } = await mutate(event, EntryPage_Adopt, {
      input: { kind: kindOf(pathName), id, version: versionOf(form) },
      keep: form.getAll('keep').map(String),
      locale: locale(),
    })
    if (outcome.__typename !== 'UpdatedEntry') return failureOf(outcome, [])
    return { saved: true }
  },
  discard: async (event) => {
    const { kind: pathName, id } = event.params
    const form = await event.request.formData()
    const { discardDraft: outcome } = await mutate(event, EntryPage_Discard, {
      input: { kind: kindOf(pathName), id, version: versionOf(form) },
      locale: locale(),
    })
    if (outcome.__typename !== 'UpdatedEntry') return failureOf(outcome, [])
    if (!outcome.entry) redirect(303, href(`/personal/katalog?art=${pathName}`))
    return { discarded: true }
  },
  retire: async (event) => {
    const { kind: pathName, id } = event.params
    const { retireEntry: outcome } = await mutate(event, EntryPage_Retire, {
      ...{ kind: kindOf(pathName), id },
      locale: locale(),
    })
    if (outcome.__typename !== 'UpdatedEntry') return failureOf(outcome, [])
    return { retired: true }
  },
}
