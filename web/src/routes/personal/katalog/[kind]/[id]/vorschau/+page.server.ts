import { error } from '@sveltejs/kit'
import { query, mutate } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import {
  EntryPage_Entry,
  EntryPage_Publish,
  PreviewPage_Referral,
  PreviewPage_Service,
  PreviewPage_Topic,
} from '#lib/catalogue-editor/editor.graphql.ts'
import { requireEditor } from '#lib/catalogue-editor/require-editor.ts'
import { kindOf } from '#lib/catalogue-editor/entry-kinds.ts'
import { problemsOf, failureOf, versionOf } from '#lib/catalogue-editor/entry-outcome.ts'
import type { Actions, PageServerLoad } from './$types'

const NO_PREVIEW = { service: null, topic: null, referral: null }

export const load: PageServerLoad = async (event) => {
  await requireEditor(event)
  const { id, kind: pathName } = event.params
  const kind = kindOf(pathName)
  const variables = { id, locale: locale() }
  const { catalogueEntry: entry, locales } = await query(event, EntryPage_Entry, { kind, ...variables })
  if (!entry) error(404, 'no such entry')
  const preview =
    kind === 'SERVICE'
      ? { ...NO_PREVIEW, service: (await query(event, PreviewPage_Service, variables)).servicePreview }
      : kind === 'TOPIC'
        ? { ...NO_PREVIEW, topic: (await query(event, PreviewPage_Topic, variables)).topicPreview }
        : { ...NO_PREVIEW, referral: (await query(event, PreviewPage_Referral, variables)).referralPreview }
  return { entry, locales, preview, problems: problemsOf(entry.problems, locales) }
}

export const actions: Actions = {
  default: async (event) => {
    const { kind: pathName, id } = event.params
    const form = await event.request.formData()
    const { publishDraft: outcome } = await mutate(event, EntryPage_Publish, {
      input: { kind: kindOf(pathName), id, version: versionOf(form) },
      locale: locale(),
    })
    if (outcome.__typename !== 'UpdatedEntry') return failureOf(outcome, [])
    return { published: true }
  },
}
