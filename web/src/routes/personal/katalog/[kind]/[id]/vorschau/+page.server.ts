import { error } from '@sveltejs/kit'
import { ask, change } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import {
  EntryPage_Entry,
  EntryPage_Publish,
  PreviewPage_Referral,
  PreviewPage_Service,
  PreviewPage_Topic,
} from '#lib/catalogue-editor/editor.graphql.ts'
import { editorsOnly } from '#lib/catalogue-editor/require-editor.ts'
import { kindOf } from '#lib/catalogue-editor/entry-kinds.ts'
import { problemsOf, refusedBy, versionOf } from '#lib/catalogue-editor/entry-outcome.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTHING = { service: null, topic: null, referral: null }

export const load: PageServerLoad = async (event) => {
  await editorsOnly(event)
  const { id, kind: art } = event.params
  const kind = kindOf(art)
  const wish = { id, locale: locale() }
  const { catalogueEntry: entry, locales } = await ask(event, EntryPage_Entry, { kind, ...wish })
  if (!entry) error(404, 'no such entry')
  const preview =
    kind === 'SERVICE'
      ? { ...NOTHING, service: (await ask(event, PreviewPage_Service, wish)).servicePreview }
      : kind === 'TOPIC'
        ? { ...NOTHING, topic: (await ask(event, PreviewPage_Topic, wish)).topicPreview }
        : { ...NOTHING, referral: (await ask(event, PreviewPage_Referral, wish)).referralPreview }
  return { entry, locales, preview, problems: problemsOf(entry.problems, locales) }
}

export const actions: Actions = {
  default: async (event) => {
    const { kind: art, id } = event.params
    const form = await event.request.formData()
    const { publishDraft: outcome } = await change(event, EntryPage_Publish, {
      input: { kind: kindOf(art), id, version: versionOf(form) },
      locale: locale(),
    })
    if (outcome.__typename !== 'UpdatedEntry') return refusedBy(outcome, [])
    return { published: true }
  },
}
