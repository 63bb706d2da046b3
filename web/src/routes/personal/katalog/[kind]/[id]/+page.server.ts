import { error, fail, redirect } from '@sveltejs/kit'
import { ask, change } from '#lib/graphql/client.ts'
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
import { contentFrom, rearranged } from '#lib/catalogue-editor/entry-content.ts'
import { editorsOnly } from '#lib/catalogue-editor/require-editor.ts'
import { entryPath, kindOf } from '#lib/catalogue-editor/entry-kinds.ts'
import { problemsOf, refusedBy, versionOf } from '#lib/catalogue-editor/entry-outcome.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await editorsOnly(event)
  const { id, kind: art } = event.params
  const kind = kindOf(art)
  const { catalogueEntry: entry, locales } = await ask(event, EntryPage_Entry, { kind, id, locale: locale() })
  if (!entry) error(404, 'no such entry')
  const choices = await ask(event, EntryPage_Choices, { locale: locale() })
  return { entry, locales, choices, problems: problemsOf(entry.problems, locales) }
}

export const actions: Actions = {
  speichern: async (event) => {
    const { kind: art, id } = event.params
    const kind = kindOf(art)
    const form = await event.request.formData()
    const { locales } = await ask(event, EntryPage_Locales, {})
    const verb = String(form.get('tun') ?? '')
    const content = rearranged(contentFrom(form, kind, locales), verb)
    const { saveDraft: outcome } = await change(event, EntryPage_Save, {
      input: { kind, id, version: versionOf(form) },
      content,
      locale: locale(),
    })
    if (outcome.__typename !== 'UpdatedEntry') {
      const failed = refusedBy(outcome, locales)
      // What was typed is still there, and can be saved on purpose over what somebody else has saved.
      return fail(failed.status, { ...failed.data, content })
    }
    if (verb !== 'ansehen') return { saved: true, verb }
    const { problems = [] } = outcome.entry ?? {}
    if (problems.length === 0) redirect(303, href(`${entryPath({ kind, id })}/vorschau`))
    return { unready: problemsOf(problems, locales) }
  },
  uebernehmen: async (event) => {
    const { kind: art, id } = event.params
    const form = await event.request.formData()
    const { adoptPublished: outcome } = await change(event, EntryPage_Adopt, {
      input: { kind: kindOf(art), id, version: versionOf(form) },
      keep: form.getAll('behalten').map(String),
      locale: locale(),
    })
    if (outcome.__typename !== 'UpdatedEntry') return refusedBy(outcome, [])
    return { saved: true }
  },
  verwerfen: async (event) => {
    const { kind: art, id } = event.params
    const form = await event.request.formData()
    const { discardDraft: outcome } = await change(event, EntryPage_Discard, {
      input: { kind: kindOf(art), id, version: versionOf(form) },
      locale: locale(),
    })
    if (outcome.__typename !== 'UpdatedEntry') return refusedBy(outcome, [])
    if (!outcome.entry) redirect(303, href(`/personal/katalog?art=${art}`))
    return { discarded: true }
  },
  einstellen: async (event) => {
    const { kind: art, id } = event.params
    const { retireEntry: outcome } = await change(event, EntryPage_Retire, {
      ...{ kind: kindOf(art), id },
      locale: locale(),
    })
    if (outcome.__typename !== 'UpdatedEntry') return refusedBy(outcome, [])
    return { retired: true }
  },
}
