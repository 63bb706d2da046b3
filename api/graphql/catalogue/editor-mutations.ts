import { caller } from '../access/caller.ts'
import { builder } from '../core/builder.ts'
import { ErrorInterface, InvalidInputError, RefusedError } from '../core/errors.ts'
import { resultUnion } from '../core/result-union.ts'
import type { Context } from '../core/context.ts'
import { adoptPublished } from '../../catalogue/editor/adopt-published.ts'
import { discardDraft } from '../../catalogue/editor/discard-draft.ts'
import { entryOf } from '../../catalogue/editor/entries.ts'
import { moveTopic } from '../../catalogue/editor/move-topic.ts'
import { newEntry } from '../../catalogue/editor/new-entry.ts'
import type { EntryConflict, UpdatedEntry as UpdatedShape } from '../../catalogue/editor/outcome.ts'
import { publishDraft } from '../../catalogue/editor/publish-draft.ts'
import { restoreRevision } from '../../catalogue/editor/restore-revision.ts'
import { retireEntry } from '../../catalogue/editor/retire-entry.ts'
import { saveDraft } from '../../catalogue/editor/save-draft.ts'
import { CatalogueEntry, EntryKind, FieldChange } from './catalogue-entry.ts'

const entryBehind = async ({ kind, id }: UpdatedShape | EntryConflict, context: Context) =>
  entryOf(context.app, await caller(context), kind, id)

const UpdatedEntry = builder.objectRef<UpdatedShape>('UpdatedEntry').implement({
  access: 'editor',
  description: 'An entry of the catalogue after a change.',
  fields: (t) => ({
    entry: t.field({
      type: CatalogueEntry,
      nullable: true,
      description: 'As it is now; null: it is gone.',
      resolve: (updated, _args, context) => entryBehind(updated, context),
    }),
  }),
})

const EntryConflictError = builder.objectRef<EntryConflict>('EntryConflictError').implement({
  access: 'editor',
  description:
    'Somebody else has saved or published another version in between; nothing was changed. Both are told: read, and send what shall count with the version of `entry`.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    entry: t.field({
      type: CatalogueEntry,
      nullable: true,
      description: 'As it is now; null: it is gone.',
      resolve: (conflict, _args, context) => entryBehind(conflict, context),
    }),
    changes: t.expose('changes', {
      type: [FieldChange],
      description: 'From what is there now (`before`) to what was sent, or is in the draft (`after`).',
    }),
  }),
})

const EntryResult = resultUnion(
  'EntryResult',
  [UpdatedEntry, EntryConflictError, InvalidInputError, RefusedError],
  'Result of a catalogue-entry mutation.',
)

const EntryInput = builder.inputType('EntryInput', {
  description: 'Which entry, as the caller has seen its draft.',
  fields: (t) => ({
    kind: t.field({ type: EntryKind, required: true, description: 'Of which kind.' }),
    id: t.id({ required: true, description: 'Its id.' }),
    version: t.int({ required: true, description: 'Of its draft; 0: there was none.' }),
  }),
})
const NewEntryInput = builder.inputType('NewEntryInput', {
  description: 'An entry that is begun.',
  fields: (t) => ({
    kind: t.field({ type: EntryKind, required: true, description: 'Of which kind.' }),
    title: t.string({
      required: true,
      description: 'In the default language, 1 to 120 characters; the id is made of it.',
    }),
    copyOf: t.id({ description: 'Of the same kind: it begins with all that this one says.' }),
  }),
})

const input = { type: EntryInput, required: true } as const

builder.mutationFields((t) => ({
  newEntry: t.field({
    access: 'editor',
    type: EntryResult,
    description: 'Staff: begins an entry of the catalogue as a draft.',
    args: { input: t.arg({ type: NewEntryInput, required: true }) },
    resolve: async (_root, { input: { kind, title, copyOf } }, context) =>
      newEntry(context.app, await caller(context), { kind, title, copyOf: copyOf ?? null }),
  }),
  saveDraft: t.field({
    access: 'editor',
    type: EntryResult,
    description:
      'Staff: keeps what was written of an entry, apart from what citizens see. It may lack something: `problems` of the entry says what.',
    args: {
      input: t.arg(input),
      content: t.arg({ type: 'EntryContent', required: true, description: 'All of the entry.' }),
    },
    resolve: async (_root, { input, content }, context) =>
      saveDraft(context.app, await caller(context), { ...input, content }),
  }),
  discardDraft: t.field({
    access: 'editor',
    type: EntryResult,
    description: 'Staff: throws a draft away. An entry that was never published is gone with it.',
    args: { input: t.arg(input) },
    resolve: async (_root, { input }, context) => discardDraft(context.app, await caller(context), input),
  }),
  publishDraft: t.field({
    access: 'editor',
    type: EntryResult,
    description:
      'Staff: makes a draft what citizens see, as a whole and at once. InvalidInputError: what an import would refuse. EntryConflictError: there is another draft, or something else was published since it was begun.',
    args: { input: t.arg(input) },
    resolve: async (_root, { input }, context) => publishDraft(context.app, await caller(context), input),
  }),
  adoptPublished: t.field({
    access: 'editor',
    type: EntryResult,
    description: 'Staff: takes into a draft what somebody else published since it was begun.',
    args: {
      input: t.arg(input),
      keep: t.arg.stringList({
        required: true,
        description:
          'Paths of fields that both have changed and that stay as the draft has them; texts by language (title.en), lists as a whole (documents).',
      }),
    },
    resolve: async (_root, { input, keep }, context) =>
      adoptPublished(context.app, await caller(context), { ...input, keep }),
  }),
  restoreRevision: t.field({
    access: 'editor',
    type: EntryResult,
    description: 'Staff: makes a draft of what citizens once saw. It is published like any other.',
    args: {
      input: t.arg(input),
      number: t.arg.int({ description: 'Of the revision; null: what they saw last.' }),
    },
    resolve: async (_root, { input, number }, context) =>
      restoreRevision(context.app, await caller(context), { ...input, number: number ?? null }),
  }),
  retireEntry: t.field({
    access: 'editor',
    type: EntryResult,
    description: 'Staff: takes an entry away from citizens. Visits that were booked stay.',
    args: {
      kind: t.arg({ type: EntryKind, required: true, description: 'Of which kind.' }),
      id: t.arg.id({ required: true, description: 'Its id.' }),
    },
    resolve: async (_root, args, context) => retireEntry(context.app, await caller(context), args),
  }),
  moveTopic: t.field({
    access: 'editor',
    type: EntryResult,
    description: 'Staff: moves a topic one place up or down in the list that citizens see, at once.',
    args: {
      id: t.arg.id({ required: true, description: 'Of the topic.' }),
      up: t.arg.boolean({ required: true, description: 'Towards the beginning.' }),
    },
    resolve: async (_root, args, context) => moveTopic(context.app, await caller(context), args),
  }),
}))
