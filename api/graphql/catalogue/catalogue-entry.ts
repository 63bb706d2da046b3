import { builder } from '../builder.ts'
import { FieldError } from '../errors.ts'
import { localeArgument } from '../locale.ts'
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
  description: 'What editors keep of the catalogue: services, topics, referrals.',
})

const EntryState = builder.enumType('EntryState', {
  description: 'Where an entry of the catalogue stands.',
  values: {
    PUBLISHED: { description: 'Citizens see it.' },
    CHANGED: { description: 'Citizens see it, and a draft says something else.' },
    NEW: { description: 'A draft that nobody has seen yet.' },
    RETIRED: { description: 'Citizens saw it once.' },
  } satisfies Record<EntryStates, object>,
})

export const FieldChange = builder.objectRef<FieldChangeShape>('FieldChange').implement({
  description: 'A field of an entry that is not the same any more.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'E.g. title.en, documents.0.detail.de; counted from 0.' }),
    before: t.exposeString('before', {
      nullable: true,
      description: 'What it was, the items of a list on a line each; null: nothing.',
    }),
    after: t.exposeString('after', { nullable: true, description: 'What it is; null: nothing.' }),
  }),
})

const MissingCount = builder.objectRef<{ locale: string; count: number }>('MissingCount').implement({
  description: 'How many texts a language lacks.',
  fields: (t) => ({
    locale: t.expose('locale', { type: 'Locale', description: 'The language.' }),
    count: t.exposeInt('count', { description: 'Texts that the default language has and this one has not.' }),
  }),
})

const EntryRevision = builder.objectRef<Revision>('EntryRevision').implement({
  description: 'What citizens saw of an entry from a time on.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'From 1.' }),
    at: t.expose('at', { type: 'DateTime', description: 'From when on.' }),
    author: t.exposeString('author', {
      nullable: true,
      description: 'Name of the member of staff who published it; null: an import.',
    }),
    offered: t.exposeBoolean('offered', { description: 'False: from then on citizens saw it no more.' }),
    changes: t.expose('changes', {
      type: [FieldChange],
      description: 'What was new about it; nothing of the first one.',
    }),
  }),
})

const EntryDraft = builder.objectRef<Draft>('EntryDraft').implement({
  description: 'An entry as its editors want it, before citizens see it.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Rises with every save; at least 1.' }),
    changedAt: t.expose('changedAt', { type: 'DateTime', description: 'When it was saved last.' }),
    changedBy: t.string({
      nullable: true,
      description: 'Name of the member of staff who saved it last; null: gone.',
      resolve: async ({ changedBy }, _args, { app }) =>
        (changedBy && (await app.db.prisma.staff.findUnique({ where: { id: changedBy } }))?.name) || null,
    }),
  }),
})

export const CatalogueEntry = builder.objectRef<Entry>('CatalogueEntry').implement({
  description: 'A service, a topic or a referral as its editors see it.',
  fields: (t) => ({
    kind: t.expose('kind', { type: EntryKind, description: 'Of which kind it is.' }),
    id: t.exposeID('id', { description: 'Never changes.' }),
    title: t.string({
      description: 'As the draft has it, or citizens see it; the id where there is none.',
      args: localeArgument,
      resolve: (entry, { locale }) => titleOf(entry, locale),
    }),
    state: t.field({ type: EntryState, description: 'Where it stands.', resolve: stateOf }),
    content: t.field({
      type: 'EntryContent',
      description: 'The draft, or what citizens see, or saw last.',
      resolve: workingContent,
    }),
    draft: t.expose('draft', {
      type: EntryDraft,
      nullable: true,
      description: 'What is not published yet; null: nothing.',
    }),
    missing: t.field({
      type: [MissingCount],
      description: 'Texts that are missing, by language, the default language left out.',
      resolve: missingOf,
    }),
    problems: t.field({
      type: [FieldError],
      description:
        'What keeps the draft from being published, by the rules of an import; empty without a draft.',
      resolve: (entry, _args, { app }) => checkDraft(app, entry),
    }),
    unpublished: t.field({
      type: [FieldChange],
      description: 'What the draft would change for citizens; empty without one.',
      resolve: ({ current, draft }) =>
        draft ? changesBetween(publishedContent(current), draft.content) : [],
    }),
    overtakenBy: t.field({
      type: [FieldChange],
      description:
        'What somebody else published since the draft was begun: `adoptPublished` takes it in. Empty: nothing.',
      resolve: (entry) =>
        isOvertaken(entry) ? changesBetween(entry.draft!.base, publishedContent(entry.current)) : [],
    }),
    clashes: t.stringList({
      description:
        'Paths that both the draft and that publication have changed, each in its own way; a list is one as a whole (documents).',
      resolve: clashesOf,
    }),
    overtaken: t.boolean({
      description: 'Whether citizens see something else by now than when the draft was begun.',
      resolve: isOvertaken,
    }),
    revisions: t.field({
      type: [EntryRevision],
      description:
        'What citizens saw, the last first; at most 100, none before somebody has changed it here.',
      resolve: ({ kind, id }, _args, { app }) => revisionsOf(app.db, kind, id),
    }),
  }),
})
