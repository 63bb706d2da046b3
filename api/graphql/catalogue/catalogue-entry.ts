import { builder } from '../core/builder.ts'
import { FieldError } from '../core/errors.ts'
import { localeArgument } from '../core/locale.ts'
import { EntryKind as EntryKinds } from '../../generated/prisma/enums.ts'
import { changesBetween, type FieldChange as FieldChangeShape } from '../../catalogue/entry/difference.ts'
import {
  checkDraft,
  clashesOf,
  type Entry,
  type EntryState as EntryStates,
  isOvertaken,
  missingOf,
  stateOf,
  titleOf,
  workingContent,
} from '../../catalogue/editor/entries.ts'
import { type Draft, publishedContent } from '../../catalogue/editor/lock-entry.ts'
import { type Revision, revisionsOf } from '../../catalogue/editor/revisions.ts'

export const EntryKind = builder.enumType(EntryKinds, {
  name: 'EntryKind',
  description: 'Kinds of entries that editors maintain: services, topics, referrals.',
})

const EntryState = builder.enumType('EntryState', {
  description: 'State of an entry of the catalogue.',
  values: {
    PUBLISHED: { description: 'Published, without a draft.' },
    CHANGED: { description: 'Published, and a draft differs from it.' },
    NEW: { description: 'A draft that was never published.' },
    RETIRED: { description: 'No longer offered.' },
  } satisfies Record<EntryStates, object>,
})

export const FieldChange = builder.objectRef<FieldChangeShape>('FieldChange').implement({
  access: 'proven',
  description: 'A field of an entry whose value has changed.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'E.g. title.en, documents.0.detail.de; counted from 0.' }),
    before: t.exposeString('before', {
      nullable: true,
      description: 'Value before, the items of a list on a line each; null: none.',
    }),
    after: t.exposeString('after', { nullable: true, description: 'Value after; null: none.' }),
  }),
})

const MissingCount = builder.objectRef<{ locale: string; count: number }>('MissingCount').implement({
  access: 'proven',
  description: 'Number of texts that are missing in a language.',
  fields: (t) => ({
    locale: t.expose('locale', { type: 'Locale', description: 'The language.' }),
    count: t.exposeInt('count', {
      description: 'Texts that exist in the default language and not in this one.',
    }),
  }),
})

const EntryRevision = builder.objectRef<Revision>('EntryRevision').implement({
  access: 'proven',
  description: 'A published version of an entry.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'From 1.' }),
    at: t.expose('at', { type: 'DateTime', description: 'Instant of publication.' }),
    author: t.exposeString('author', {
      nullable: true,
      description: 'Name of the member of staff who published it; null: an import.',
    }),
    offered: t.exposeBoolean('offered', {
      description: 'False: the entry was no longer offered from then on.',
    }),
    changes: t.expose('changes', {
      type: [FieldChange],
      description: 'Differences from the revision before; empty for the first one.',
    }),
  }),
})

const EntryDraft = builder.objectRef<Draft>('EntryDraft').implement({
  access: 'proven',
  description: 'An unpublished version of an entry.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Increases with every save; at least 1.' }),
    changedAt: t.expose('changedAt', { type: 'DateTime', description: 'Instant of the last save.' }),
    changedBy: t.string({
      nullable: true,
      description: 'Name of the member of staff who saved it last; null: the account was deleted.',
      resolve: async ({ changedBy }, _args, { app }) =>
        (changedBy && (await app.db.prisma.staff.findUnique({ where: { id: changedBy } }))?.name) || null,
    }),
  }),
})

export const CatalogueEntry = builder.objectRef<Entry>('CatalogueEntry').implement({
  access: 'proven',
  description: 'A service, a topic or a referral, with its draft and history.',
  fields: (t) => ({
    kind: t.expose('kind', { type: EntryKind, description: 'Kind of the entry.' }),
    id: t.exposeID('id', { description: 'Never changes.' }),
    title: t.string({
      description: 'Title of the draft, or else of the published version; the id when there is no title.',
      args: localeArgument,
      resolve: (entry, { locale }) => titleOf(entry, locale),
    }),
    state: t.field({ type: EntryState, description: 'State of the entry.', resolve: stateOf }),
    content: t.field({
      type: 'EntryContent',
      description: 'Content of the draft, or else of the last published version.',
      resolve: workingContent,
    }),
    draft: t.expose('draft', {
      type: EntryDraft,
      nullable: true,
      description: 'The unpublished draft; null: none.',
    }),
    missing: t.field({
      type: [MissingCount],
      description: 'Number of missing texts by language, without the default language.',
      resolve: missingOf,
    }),
    problems: t.field({
      type: [FieldError],
      description:
        'Reasons why the draft can not be published, by the rules of an import; empty without a draft.',
      resolve: (entry, _args, { app }) => checkDraft(app, entry),
    }),
    unpublished: t.field({
      type: [FieldChange],
      description: 'Differences from the published version to the draft; empty without a draft.',
      resolve: ({ current, draft }) =>
        draft ? changesBetween(publishedContent(current), draft.content) : [],
    }),
    overtakenBy: t.field({
      type: [FieldChange],
      description:
        'Differences of a version that was published since the draft was begun; `adoptPublished` merges them. Empty: none.',
      resolve: (entry) =>
        isOvertaken(entry) ? changesBetween(entry.draft!.base, publishedContent(entry.current)) : [],
    }),
    clashes: t.stringList({
      description:
        'Paths that the draft and that publication have changed differently; a list counts as a whole (documents).',
      resolve: clashesOf,
    }),
    overtaken: t.boolean({
      description: 'Whether another version was published since the draft was begun.',
      resolve: isOvertaken,
    }),
    revisions: t.field({
      type: [EntryRevision],
      description:
        'Published versions, newest first; at most 100, none before the first change by an editor.',
      resolve: ({ kind, id }, _args, { app }) => revisionsOf(app.db, kind, id),
    }),
  }),
})
