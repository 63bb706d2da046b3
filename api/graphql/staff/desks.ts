import { builder } from '../core/builder.ts'
import { Department } from '../catalogue/queries.ts'
import { textOf } from '../../kernel/text.ts'
import { AppointmentMode } from '../core/enums.ts'
import { localeArgument } from '../core/locale.ts'
import { instantOf } from '../../live/occupancies.ts'
import type { Span } from '../../availability/model.ts'
import { caller } from '../access/caller.ts'
import { daysOf } from '../core/day-range.ts'
import { deskHours, type DeskHours as DeskHoursShape } from '../../staff/desks/hours.ts'

/** A desk or a telephone line, as staff know it. */
export const Desk = builder.prismaObject('Desk', {
  access: 'proven',
  description: 'A desk or a telephone line: serves one visit at a time.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable, readable: `platz-1`.' }),
    name: t.string({
      description: 'As colleagues say it: Platz 1.',
      args: localeArgument,
      resolve: ({ name }, { locale }) => textOf(name, locale),
    }),
    mode: t.expose('kind', {
      type: AppointmentMode,
      description: 'People come here, or are called from here.',
    }),
    department: t.relation('department', { type: Department, description: 'Whose it is.' }),
  }),
})

const OpenHours = builder.objectRef<Span>('OpenHours').implement({
  access: 'proven',
  description: 'A time in which a desk is open.',
  fields: (t) => ({
    startsAt: t.field({
      type: 'DateTime',
      description: 'When it opens.',
      resolve: ({ from }) => instantOf(from),
    }),
    endsAt: t.field({ type: 'DateTime', description: 'When it closes.', resolve: ({ to }) => instantOf(to) }),
  }),
})

const ShutHours = builder.objectRef<DeskHoursShape['shut'][number]>('ShutHours').implement({
  access: 'proven',
  description: 'A time in which a desk is shut by a closure.',
  fields: (t) => ({
    startsAt: t.expose('from', {
      type: 'DateTime',
      description: 'When it begins; may be on an earlier day.',
    }),
    endsAt: t.expose('to', { type: 'DateTime', description: 'When it ends; may be on a later day.' }),
    reason: t.exposeString('reason', { description: 'In the words of whoever planned it; for staff alone.' }),
  }),
})

const DeskHours = builder.objectRef<DeskHoursShape>('DeskHours').implement({
  access: 'proven',
  description: 'The hours of a desk on a day.',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', description: 'Which day.' }),
    deskId: t.exposeID('deskId', { description: 'Which desk.' }),
    open: t.expose('open', {
      type: [OpenHours],
      description:
        'As planned for this weekday, in order, hours for bookings by the office alone included; none on a public holiday.',
    }),
    shut: t.expose('shut', { type: [ShutHours], description: 'Closures that touch the day, by start.' }),
  }),
})

builder.queryFields((t) => ({
  desks: t.prismaField({
    access: 'clerk',
    type: [Desk],
    description: 'Staff: desks in use of the departments that this member of staff works for, by their ids.',
    args: { departmentId: t.arg({ type: 'ID', description: 'Only of this department.' }) },
    resolve: async (query, _root, { departmentId }, context) => {
      const { mayWorkWith } = await caller(context)
      return context.app.db.prisma.desk.findMany({
        ...query,
        where: { active: true, AND: [mayWorkWith, departmentId ? { departmentId } : {}] },
        orderBy: { id: 'asc' },
      })
    },
  }),
  deskHours: t.field({
    access: 'clerk',
    type: [DeskHours],
    description: 'Staff: when desks are open on the days of a range, by day and desk.',
    args: {
      from: t.arg({ type: 'Date', required: true, description: 'First day.' }),
      to: t.arg({ type: 'Date', required: true, description: 'Last day; at most 62 days in all.' }),
      departmentId: t.arg({ type: 'ID', description: 'Only of this department.' }),
    },
    resolve: async (_root, { from, to, departmentId }, context) => {
      const { mayWorkWith } = await caller(context)
      daysOf(from, to)
      const desks = await context.app.db.prisma.desk.findMany({
        where: { active: true, AND: [mayWorkWith, departmentId ? { departmentId } : {}] },
        select: { id: true },
        orderBy: { id: 'asc' },
      })
      return deskHours(
        context.app,
        desks.map(({ id }) => id),
        from,
        to,
      )
    },
  }),
}))
