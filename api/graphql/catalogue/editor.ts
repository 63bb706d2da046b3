import { caller } from '../access/caller.ts'
import { builder } from '../core/builder.ts'
import { Desk } from '../staff/desks.ts'
import { Department } from './department.ts'
import { Referral } from './referral.ts'
import { Service } from './service.ts'
import { Topic } from './topic.ts'
import { entriesOf, entryOf } from '../../catalogue/editor/entries.ts'
import { referralPreview, servicePreview, topicPreview } from '../../catalogue/editor/preview.ts'
import { CatalogueEntry, EntryKind } from './catalogue-entry.ts'

const EditorChoices = builder.objectRef<object>('EditorChoices').implement({
  access: 'editor',
  description: 'What an entry of the catalogue can lead to.',
  fields: (t) => ({
    departments: t.prismaField({
      type: [Department],
      description: 'Departments that this member of staff works for, by their ids.',
      resolve: async (query, _root, _args, context) => {
        const { departmentId } = (await caller(context)).mayWorkWith
        const where = departmentId ? { id: departmentId } : {}
        return context.app.db.prisma.department.findMany({ ...query, where, orderBy: { id: 'asc' } })
      },
    }),
    desks: t.prismaField({
      type: [Desk],
      description: 'Desks in use, by their ids; a desk may do what is of another department.',
      resolve: (query, _root, _args, { app }) =>
        app.db.prisma.desk.findMany({ ...query, where: { active: true }, orderBy: { id: 'asc' } }),
    }),
  }),
})

const kind = { type: EntryKind, required: true, description: 'Of which kind.' } as const
const id = { required: true, description: 'Its id.' } as const
const previewOf = (what: string) =>
  `Staff: ${what} as citizens would see it, were the draft published. Null: there is none, or it lacks what nobody can do without.`

builder.queryFields((t) => ({
  catalogueEntries: t.field({
    access: 'editor',
    type: [CatalogueEntry],
    description:
      'Staff: entries of the catalogue with their drafts, as citizens see them listed; services only of the departments that this member of staff works for.',
    args: { kind: t.arg(kind) },
    resolve: async (_root, args, context) => entriesOf(context.app, await caller(context), args.kind),
  }),
  catalogueEntry: t.field({
    access: 'editor',
    type: CatalogueEntry,
    nullable: true,
    description: 'Staff: one of `catalogueEntries`; null when it is none of them.',
    args: { kind: t.arg(kind), id: t.arg.id(id) },
    resolve: async (_root, args, context) => entryOf(context.app, await caller(context), args.kind, args.id),
  }),
  editorChoices: t.field({
    access: 'editor',
    type: EditorChoices,
    description: 'Staff: what an entry of the catalogue can lead to.',
    resolve: () => ({}),
  }),
  servicePreview: t.prismaField({
    access: 'editor',
    type: Service,
    nullable: true,
    description: previewOf('a service'),
    args: { id: t.arg.id(id) },
    resolve: async (_query, _root, args, context) => {
      const entry = await entryOf(context.app, await caller(context), 'SERVICE', args.id)
      return entry && (await servicePreview(context.app, entry))
    },
  }),
  topicPreview: t.prismaField({
    access: 'editor',
    type: Topic,
    nullable: true,
    description: previewOf('a topic'),
    args: { id: t.arg.id(id) },
    resolve: async (_query, _root, args, context) => {
      const entry = await entryOf(context.app, await caller(context), 'TOPIC', args.id)
      return entry && (await topicPreview(context.app, entry))
    },
  }),
  referralPreview: t.prismaField({
    access: 'editor',
    type: Referral,
    nullable: true,
    description: previewOf('a referral'),
    args: { id: t.arg.id(id) },
    resolve: async (_query, _root, args, context) => {
      const entry = await entryOf(context.app, await caller(context), 'REFERRAL', args.id)
      return entry && referralPreview(entry)
    },
  }),
}))
