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
      description: 'The entry after the change; null: it was deleted.',
      resolve: (updated, _args, context) => entryBehind(updated, context),
    }),
  }),
})

const EntryConflictError = builder.objectRef<EntryConflict>('EntryConflictError').implement({
  access: 'editor',
  description:
    'Another editor saved or published a different version in the meantime; nothing was changed. `changes` shows both versions: send the chosen content again with the version of `entry`.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    entry: t.field({
      type: CatalogueEntry,
      nullable: true,
      description: 'The entry after the change; null: it was deleted.',
      resolve: (conflict, _args, context) => entryBehind(conflict, context),
    }),
    changes: t.expose('changes', {
      type: [FieldChange],
      description:
        'Differences from the stored content (`before`) to the content that was sent or is in the draft (`after`).',
    }),
  }),
})

const EntryResult = resultUnion(
  'EntryResult',
  [UpdatedEntry, EntryConflictError, InvalidInputError, RefusedError],
  'Result of a catalogue-entry mutation.',
)

const EntryInput = builder.inputType('EntryInput', {
  description: 'An entry and the version of its draft that the caller has read.',
  fields: (t) => ({
    kind: t.field({ type: EntryKind, required: true, description: 'Kind of the entry.' }),
    id: t.id({ required: true, description: 'Its id.' }),
    version: t.int({ required: true, description: 'Version of the draft; 0: there was none.' }),
  }),
})
const NewEntryInput = builder.inputType('NewEntryInput', {
  description: 'A new entry.',
  fields: (t) => ({
    kind: t.field({ type: EntryKind, required: true, description: 'Kind of the entry.' }),
    title: t.string({
      required: true,
      description: 'In the default language, 1 to 120 characters; the id is derived from it.',
    }),
    copyOf: t.id({ description: 'Id of an entry of the same kind whose content is copied.' }),
  }),
})

const input = { type: EntryInput, required: true } as const

builder.mutationFields((t) => ({
  newEntry: t.field({
    access: 'editor',
    type: EntryResult,
    description: 'Staff: creates an entry of the catalogue as a draft.',
    args: { input: t.arg({ type: NewEntryInput, required: true }) },
    resolve: async (_root, { input: { kind, title, copyOf } }, context) =>
      newEntry(context.app, await caller(context), { kind, title, copyOf: copyOf ?? null }, context.now),
  }),
  saveDraft: t.field({
    access: 'editor',
    type: EntryResult,
    description:
      'Staff: saves the draft of an entry without publishing it. It may be incomplete: `problems` of the entry lists the gaps.',
    args: {
      input: t.arg(input),
      content: t.arg({
        type: 'EntryContent',
        required: true,
        description: 'The whole content of the entry.',
      }),
    },
    resolve: async (_root, { input, content }, context) =>
      saveDraft(context.app, await caller(context), { ...input, content }, context.now),
  }),
  discardDraft: t.field({
    access: 'editor',
    type: EntryResult,
    description: 'Staff: deletes a draft. An entry that was never published is deleted with it.',
    args: { input: t.arg(input) },
    resolve: async (_root, { input }, context) => discardDraft(context.app, await caller(context), input),
  }),
  publishDraft: t.field({
    access: 'editor',
    type: EntryResult,
    description:
      'Staff: publishes a draft, as a whole and at once. InvalidInputError: an import would refuse it too. EntryConflictError: the draft has another version, or another version was published since the draft was begun.',
    args: { input: t.arg(input) },
    resolve: async (_root, { input }, context) =>
      publishDraft(context.app, await caller(context), input, context.now),
  }),
  adoptPublished: t.field({
    access: 'editor',
    type: EntryResult,
    description: 'Staff: merges a version that was published since the draft was begun into the draft.',
    args: {
      input: t.arg(input),
      keep: t.arg.stringList({
        required: true,
        description:
          'Paths of fields that both versions changed and that keep the value of the draft; texts by language (title.en), lists as a whole (documents).',
      }),
    },
    resolve: async (_root, { input, keep }, context) =>
      adoptPublished(context.app, await caller(context), { ...input, keep }, context.now),
  }),
  restoreRevision: t.field({
    access: 'editor',
    type: EntryResult,
    description: 'Staff: makes a draft of an earlier revision. It is published like any other draft.',
    args: {
      input: t.arg(input),
      number: t.arg.int({ description: 'Number of the revision; null: the last one.' }),
    },
    resolve: async (_root, { input, number }, context) =>
      restoreRevision(context.app, await caller(context), { ...input, number: number ?? null }, context.now),
  }),
  retireEntry: t.field({
    access: 'editor',
    type: EntryResult,
    description: 'Staff: stops offering an entry. Booked visits stay.',
    args: {
      kind: t.arg({ type: EntryKind, required: true, description: 'Kind of the entry.' }),
      id: t.arg.id({ required: true, description: 'Its id.' }),
    },
    resolve: async (_root, args, context) =>
      retireEntry(context.app, await caller(context), args, context.now),
  }),
  moveTopic: t.field({
    access: 'editor',
    type: EntryResult,
    description: 'Staff: moves a topic one place up or down in the public list, at once.',
    args: {
      id: t.arg.id({ required: true, description: 'Id of the topic.' }),
      up: t.arg.boolean({ required: true, description: 'Whether it moves towards the beginning.' }),
    },
    resolve: async (_root, args, context) => moveTopic(context.app, await caller(context), args),
  }),
}))
