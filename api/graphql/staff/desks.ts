import { builder } from '../core/builder.ts'
import { Department } from '../catalogue/queries.ts'
import { textOf } from '../../kernel/text.ts'
import { AppointmentMode } from '../core/enums.ts'
import { localeArgument } from '../core/locale.ts'
import { instantOf } from '../../kernel/instant.ts'
import type { Span } from '../../availability/model.ts'
import { caller } from '../access/caller.ts'
import { daysOf } from '../core/day-range.ts'
import { deskHours, type DeskHours as DeskHoursShape } from '../../staff/desks/hours.ts'
import { MAX_RANGE_DAYS } from '../../kernel/limits.ts'

/** A desk or a telephone line, for staff. */
export const Desk = builder.prismaObject('Desk', {
  access: 'proven',
  description: 'Desk or telephone line; serves one visit at a time.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable, readable: `platz-1`.' }),
    name: t.string({
      description: 'Name, e.g. Platz 1.',
      args: localeArgument,
      resolve: ({ name }, { locale }) => textOf(name, locale),
    }),
    mode: t.expose('kind', {
      type: AppointmentMode,
      description: 'On site or by telephone.',
    }),
    department: t.relation('department', { type: Department, description: 'Department of the desk.' }),
  }),
})

const OpenHours = builder.objectRef<Span>('OpenHours').implement({
  access: 'proven',
  description: 'Opening of a desk on a day.',
  fields: (t) => ({
    startsAt: t.field({
      type: 'DateTime',
      description: 'Opening time.',
      resolve: ({ from }) => instantOf(from),
    }),
    endsAt: t.field({ type: 'DateTime', description: 'Closing time.', resolve: ({ to }) => instantOf(to) }),
  }),
})

const ShutHours = builder.objectRef<DeskHoursShape['shut'][number]>('ShutHours').implement({
  access: 'proven',
  description: 'Closure of a desk.',
  fields: (t) => ({
    startsAt: t.expose('from', {
      type: 'DateTime',
      description: 'Start; may be on an earlier day.',
    }),
    endsAt: t.expose('to', { type: 'DateTime', description: 'End; may be on a later day.' }),
    reason: t.exposeString('reason', { description: 'Reason as entered; for staff only.' }),
  }),
})

const DeskHours = builder.objectRef<DeskHoursShape>('DeskHours').implement({
  access: 'proven',
  description: 'The hours of a desk on a day.',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', description: 'Day.' }),
    deskId: t.exposeID('deskId', { description: 'Id of the desk.' }),
    open: t.expose('open', {
      type: [OpenHours],
      description: 'Planned hours of the day, in order, reserved hours included; none on a public holiday.',
    }),
    shut: t.expose('shut', { type: [ShutHours], description: 'Closures that overlap the day, by start.' }),
  }),
})

builder.queryFields((t) => ({
  desks: t.prismaField({
    access: 'clerk',
    type: [Desk],
    description: "Staff: active desks of the caller's departments, by id.",
    args: { departmentId: t.arg({ type: 'ID', description: 'Restricts the answer to this department.' }) },
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
    description: 'Staff: opening hours and closures of desks for a range of days, by day and desk.',
    args: {
      from: t.arg({ type: 'Date', required: true, description: 'First day.' }),
      to: t.arg({
        type: 'Date',
        required: true,
        description: `Last day; at most ${MAX_RANGE_DAYS} days in all.`,
      }),
      departmentId: t.arg({ type: 'ID', description: 'Restricts the answer to this department.' }),
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
