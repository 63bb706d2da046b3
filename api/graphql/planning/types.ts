import { caller } from '../access/caller.ts'
import { Booking } from '../booking/types.ts'
import { builder } from '../core/builder.ts'
import { dayOf } from '../../availability/calendar.ts'
import { textOf } from '../../kernel/text.ts'
import { localeArgument } from '../core/locale.ts'
import { ClosureKind as ClosureKinds } from '../../generated/prisma/enums.ts'
import { minuteOf } from '../../kernel/instant.ts'
import { Desk } from '../staff/desks.ts'
import {
  closuresAhead,
  mayCloseHouse,
  type PlannedClosure as PlannedClosureShape,
} from '../../planning/closures.ts'
import {
  PART_KINDS,
  planHistory,
  type PlanChangeEntry,
  type PlanChangePart as PartShape,
} from '../../planning/history.ts'
import type { ClosureRow, OpeningRow } from '../../planning/rows.ts'

const MAX_PLAN_CHANGES = 100

/** Reason category of a closure. */
export const ClosureKind = builder.enumType('ClosureKind', {
  description: 'Reason category of a closure.',
  values: {
    ABSENCE: { description: 'Absence of staff: illness, leave, training.' },
    MEETING: { description: 'Staff meeting.' },
    HOLIDAY: { description: 'Day off for all staff of the desks; public holidays are closed automatically.' },
    EMERGENCY: { description: 'Emergency; the building is closed.' },
    OTHER: { description: 'Another reason.' },
  } satisfies Record<keyof typeof ClosureKinds, object>,
})

const PlanPartKind = builder.enumType('PlanPartKind', {
  description: 'Kind of change of hours or a closure.',
  values: {
    ADDED: { description: 'Added.' },
    ENDED: { description: 'Ended earlier, or removed.' },
    EXTENDED: { description: 'Extended.' },
  } satisfies Record<(typeof PART_KINDS)[number], object>,
})

/** Hours of a desk, from a row of the database or from a history entry. */
type Hours = Omit<OpeningRow, 'id' | 'deskId'> & { id: string }

const OpeningHours = builder.objectRef<Hours>('OpeningHours').implement({
  access: 'proven',
  description: "Weekly hours of a desk, in the office's time zone.",
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id for `endOpenings`.' }),
    weekday: t.exposeInt('weekday', { description: 'ISO 8601: 1 is Monday, 7 is Sunday.' }),
    from: t.string({
      description: 'Opening time: `08:00`.',
      resolve: ({ fromMinute }) => clockOf(fromMinute),
    }),
    until: t.string({
      description: 'Closing time; `24:00` is the end of the day.',
      resolve: ({ toMinute }) => clockOf(toMinute),
    }),
    validFrom: t.expose('validFrom', {
      type: 'Date',
      nullable: true,
      description: 'The first day; null: no first day.',
    }),
    validUntil: t.expose('validUntil', {
      type: 'Date',
      nullable: true,
      description: 'The last day; null: until further notice.',
    }),
    reserved: t.exposeBoolean('reserved', {
      description:
        'Whether the hours are reserved for bookings by the office. Reserved hours take precedence over other opening hours.',
    }),
  }),
})

const clockOf = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')

const isoDay = (date: Date | null): string | null => date && date.toISOString().slice(0, 10)

const DeskPlan = builder.prismaObject('Desk', {
  variant: 'DeskPlan',
  access: 'proven',
  description: 'Weekly opening hours of a desk.',
  fields: (t) => ({
    desk: t.variant(Desk, { description: 'Desk.' }),
    locationId: t.exposeID('locationId', { description: 'Id of its location.' }),
    locationName: t.string({
      description: 'Name of its location.',
      args: localeArgument,
      select: { location: { select: { name: true } } },
      resolve: ({ location }, { locale }) => textOf(location.name, locale),
    }),
    openings: t.field({
      type: [OpeningHours],
      description: 'Present and future weekly hours, by day and time.',
      select: { openings: true },
      resolve: ({ openings }, _args, { app, now }) => {
        const today = dayOf(minuteOf(now), app.availability.zone)
        return openings
          .map((row) => ({ ...row, validFrom: isoDay(row.validFrom), validUntil: isoDay(row.validUntil) }))
          .filter(({ validUntil }) => validUntil === null || validUntil >= today)
          .sort(
            (a, b) =>
              a.weekday - b.weekday ||
              a.fromMinute - b.fromMinute ||
              (a.validFrom ?? '').localeCompare(b.validFrom ?? ''),
          )
      },
    }),
  }),
})

const PlannedClosure = builder.objectRef<PlannedClosureShape>('PlannedClosure').implement({
  access: 'proven',
  description: 'Closure of desks during their opening hours.',
  fields: (t) => ({
    id: t.exposeID('groupId', { description: 'Id for `removeClosures`.' }),
    kind: t.expose('kind', { type: ClosureKind, description: 'Reason category.' }),
    reason: t.exposeString('reason', { description: 'Reason as entered; for staff only.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'Start.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'End.' }),
    desks: t.prismaField({
      type: [Desk],
      description: 'Desks; empty means all desks.',
      resolve: (query, { deskIds }, _args, { app }) =>
        app.db.prisma.desk.findMany({ ...query, where: { id: { in: deskIds } }, orderBy: { id: 'asc' } }),
    }),
    isOwn: t.exposeBoolean('isOwn', {
      description:
        'Whether all of these desks belong to departments of the caller, so that a planner may remove it.',
    }),
  }),
})

const ChangedClosure = builder.objectRef<ClosureRow>('ChangedClosure').implement({
  access: 'proven',
  description: 'State of a closure after a change; of a removed one, before it.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ClosureKind, description: 'Reason category.' }),
    reason: t.exposeString('reason', { description: 'Reason as entered; for staff only.' }),
    startsAt: t.expose('from', { type: 'DateTime', description: 'Start.' }),
    endsAt: t.expose('to', { type: 'DateTime', description: 'End.' }),
  }),
})

/** The schema's PlanChangePart. */
export const PlanChangePart = builder.objectRef<PartShape>('PlanChangePart').implement({
  access: 'proven',
  description: 'Part of a change of plan: changed hours or a changed closure; the other field is null.',
  fields: (t) => ({
    kind: t.expose('kind', { type: PlanPartKind, description: 'Kind of change.' }),
    hours: t.field({
      type: OpeningHours,
      nullable: true,
      description: 'Hours after the change; removed hours, before it.',
      resolve: ({ opening }) => opening,
    }),
    closure: t.expose('closure', {
      type: ChangedClosure,
      nullable: true,
      description: 'Closure after the change; a removed one, before it.',
    }),
    desks: t.prismaField({
      type: [Desk],
      description: 'Desks; empty means all desks.',
      resolve: (query, { deskIds }, _args, { app }) =>
        app.db.prisma.desk.findMany({ ...query, where: { id: { in: deskIds } }, orderBy: { id: 'asc' } }),
    }),
  }),
})

/** The schema's PlanChange. */
export const PlanChange = builder.objectRef<PlanChangeEntry>('PlanChange').implement({
  access: 'proven',
  description: 'Change of plan in the history.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id for `undo`.' }),
    at: t.expose('at', { type: 'DateTime', description: 'Instant of the change.' }),
    staffName: t.exposeString('staffName', {
      nullable: true,
      description: 'Name of the member of staff; null: the account was deleted.',
    }),
    parts: t.expose('parts', { type: [PlanChangePart], description: 'Changed hours and closures.' }),
    slotsLost: t.exposeInt('slotsLost', {
      description: '`PlanPreview.slotsLost` at the time of the change.',
    }),
    slotsGained: t.exposeInt('slotsGained', {
      description: '`PlanPreview.slotsGained` at the time of the change.',
    }),
    moved: t.exposeInt('moved', { description: 'Number of bookings that were moved.' }),
    cancelled: t.exposeInt('cancelled', { description: 'Number of bookings that were cancelled.' }),
    flagged: t.exposeInt('flagged', { description: 'Number of bookings that were kept with a flag.' }),
    isUndo: t.exposeBoolean('isUndo', { description: 'Whether it undid another change.' }),
    isUndone: t.exposeBoolean('isUndone', { description: 'Whether it was undone.' }),
    canUndo: t.exposeBoolean('canUndo', {
      description:
        'Whether the caller can undo it: it concerns only desks of the caller, and was not changed since.',
    }),
  }),
})

builder.queryFields((t) => ({
  deskPlans: t.prismaField({
    access: 'signedIn',
    type: [DeskPlan],
    description:
      "Staff: the weekly hours of the active desks of the caller's departments, by department and location.",
    args: {
      departmentId: t.arg({ type: 'ID', description: 'Restricts the answer to this department.' }),
      locationId: t.arg({ type: 'ID', description: 'Restricts the answer to this location.' }),
    },
    resolve: async (query, _root, { departmentId, locationId }, context) => {
      const { mayWorkWith } = await caller(context)
      const only = [departmentId ? { departmentId } : {}, locationId ? { locationId } : {}]
      return context.app.db.prisma.desk.findMany({
        ...query,
        where: { active: true, AND: [mayWorkWith, ...only] },
        orderBy: [{ departmentId: 'asc' }, { locationId: 'asc' }, { id: 'asc' }],
      })
    },
  }),
  closures: t.field({
    access: 'signedIn',
    type: [PlannedClosure],
    description:
      "Staff: present and future closures of all desks, and of desks of the caller's departments, by start.",
    resolve: async (_root, _args, context) => closuresAhead(context.app, await caller(context), context.now),
  }),
  mayCloseHouse: t.boolean({
    access: 'planner',
    description:
      'Planners: whether the caller may close all desks of the office, as planner of all departments.',
    resolve: async (_root, _args, context) => mayCloseHouse(context.app, await caller(context)),
  }),
  planChanges: t.field({
    access: 'planner',
    type: [PlanChange],
    description: "Planners: changes of plan at the desks of the caller's departments, the newest first.",
    args: {
      last: t.arg.int({
        required: true,
        defaultValue: 20,
        description: `Number of changes, 1 to ${MAX_PLAN_CHANGES}.`,
      }),
    },
    resolve: async (_root, { last }, context) =>
      planHistory(context.app, await caller(context), Math.min(MAX_PLAN_CHANGES, Math.max(1, last))),
  }),
  displacedBookings: t.prismaField({
    access: 'clerk',
    type: [Booking],
    description:
      'Staff: future bookings that a change of plan has left outside opening hours, by start. They have to be moved or cancelled.',
    resolve: async (query, _root, _args, context) => {
      const { mayWorkWith } = await caller(context)
      return context.app.db.prisma.booking.findMany({
        ...query,
        where: {
          ...mayWorkWith,
          displacedBy: { not: null },
          status: { in: ['CONFIRMED', 'CHECKED_IN', 'CALLED'] },
          endsAt: { gt: context.now },
        },
        orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      })
    },
  }),
}))
