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
  description: 'Departments and desks that an entry of the catalogue can refer to.',
  fields: (t) => ({
    departments: t.prismaField({
      type: [Department],
      description: 'Departments of this member of staff, in the order of their ids.',
      resolve: async (query, _root, _args, context) => {
        const { departmentId } = (await caller(context)).mayWorkWith
        const where = departmentId ? { id: departmentId } : {}
        return context.app.db.prisma.department.findMany({ ...query, where, orderBy: { id: 'asc' } })
      },
    }),
    desks: t.prismaField({
      type: [Desk],
      description:
        'Active desks, in the order of their ids; a desk may serve services of another department.',
      resolve: (query, _root, _args, { app }) =>
        app.db.prisma.desk.findMany({ ...query, where: { active: true }, orderBy: { id: 'asc' } }),
    }),
  }),
})

const kind = { type: EntryKind, required: true, description: 'Kind of the entry.' } as const
const id = { required: true, description: 'Its id.' } as const
const previewOf = (what: string) =>
  `Staff: ${what} as citizens would see it if the draft were published. Null: it does not exist, or a required value is missing.`

builder.queryFields((t) => ({
  catalogueEntries: t.field({
    access: 'editor',
    type: [CatalogueEntry],
    description:
      'Staff: entries of the catalogue with their drafts, in the public order; services only of the departments of this member of staff.',
    args: { kind: t.arg(kind) },
    resolve: async (_root, args, context) => entriesOf(context.app, await caller(context), args.kind),
  }),
  catalogueEntry: t.field({
    access: 'editor',
    type: CatalogueEntry,
    nullable: true,
    description: 'Staff: one of `catalogueEntries`; null: not found.',
    args: { kind: t.arg(kind), id: t.arg.id(id) },
    resolve: async (_root, args, context) => entryOf(context.app, await caller(context), args.kind, args.id),
  }),
  editorChoices: t.field({
    access: 'editor',
    type: EditorChoices,
    description: 'Staff: departments and desks that an entry of the catalogue can refer to.',
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
