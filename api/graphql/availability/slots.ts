import { builder } from '../core/builder.ts'
import { checkItems } from '../../booking/input.ts'
import { fieldMessage } from '../../kernel/messages.ts'
import type { AvailabilityCache } from '../../live/availability-cache.ts'
import { instantOf } from '../../live/occupancies.ts'
import { watchDays } from './watch.ts'
import { badInput } from '../core/bad-input.ts'
import { daysOf } from '../core/day-range.ts'
import type { Day, Slot as SlotShape, Visit as VisitShape, VisitItem } from '../../availability/model.ts'
import { Slot } from './slot.ts'
import { visitOf } from '../../availability/visit.ts'
import { Visit } from './visit.ts'
import { ANY_TIME, suitingSlots, type DayPart as Part, type TimeWish } from '../../availability/wish.ts'

const MAX_FIRST = 50

export const VisitItemInput = builder.inputType('VisitItemInput', {
  description: 'One service for a number of people.',
  fields: (t) => ({
    serviceId: t.id({ required: true, description: 'Of a service in the catalogue.' }),
    persons: t.int({
      required: true,
      defaultValue: 1,
      description: 'People it is for, at most `maxPersons`.',
    }),
  }),
})

const DayPart = builder.enumType('DayPart', {
  description: 'A half of the day, by the clock of the office.',
  values: {
    MORNING: { description: 'Starts before twelve.' },
    AFTERNOON: { description: 'Starts at twelve or later.' },
  } as const,
})

const TimeWishInput = builder.inputType('TimeWishInput', {
  description: 'Which times suit.',
  fields: (t) => ({
    parts: t.field({ type: [DayPart], description: 'Halves of the day; all when empty or left out.' }),
    weekdays: t.intList({
      description: 'ISO 8601: 1 is Monday, 7 is Sunday; all when empty or left out.',
    }),
  }),
})

const AvailableDay = builder.objectRef<{ date: Day; slots: SlotShape[] }>('AvailableDay').implement({
  access: 'anyone',
  description: 'How much is free on a day.',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', description: "The day in the office's time zone." }),
    free: t.int({ description: 'Number of starts.', resolve: ({ slots }) => slots.length }),
    firstStart: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The earliest of them; null when nothing is free.',
      resolve: ({ slots }) => (slots[0] ? instantOf(slots[0].from) : null),
    }),
  }),
})

const DaySlots = builder.objectRef<{ date: Day; slots: SlotShape[] }>('DaySlots').implement({
  access: 'anyone',
  description: 'A whole day: replaces what was known of it before.',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', description: "The day in the office's time zone." }),
    slots: t.expose('slots', {
      type: [Slot],
      description: 'All of its slots, in order; empty when there are none.',
    }),
  }),
})

const SlotsChange = builder.objectRef<{ date: Day; slots: SlotShape[] }[]>('SlotsChange').implement({
  access: 'anyone',
  description: 'Days that changed.',
  fields: (t) => ({ days: t.field({ type: [DaySlots], description: 'In order.', resolve: (days) => days }) }),
})

const items = builder.args((t) => ({
  items: t.field({
    type: [VisitItemInput],
    required: true,
    description: 'What the visit is for; at most 5 services.',
  }),
}))
const wanted = builder.args((t) => ({
  ...items,
  wish: t.field({ type: TimeWishInput, description: 'Only times that suit; all when left out.' }),
}))
const range = builder.args((t) => ({
  from: t.field({ type: 'Date', required: true, description: 'First day.' }),
  to: t.field({ type: 'Date', required: true, description: 'Last day.' }),
}))

builder.queryFields((t) => ({
  visit: t.field({
    access: 'anyone',
    type: Visit,
    nullable: true,
    description:
      'What is booked together, before a time is chosen; null when the items make no visit: none or more than 5, a service that is not offered or stands there twice, more people than it takes.',
    args: items,
    resolve: (_, { items }, { app: { availability } }) =>
      checkItems(items, availability.plan).length > 0
        ? null
        : { items, visit: visitOf(items, availability.plan.services) },
  }),
  slots: t.field({
    access: 'anyone',
    type: [Slot],
    description: 'Starts that can be booked right now, in order; the range is at most 62 days.',
    args: { ...wanted, ...range },
    resolve: (_, args, { app: { availability }, now }) => {
      const visit = visitFor(availability, args.items)
      const window = availability.windowAt(now)
      const wish = wishOf(args.wish)
      return daysOf(args.from, args.to).flatMap((day) =>
        suitingSlots(availability.slotsOn(day, visit, now, window), wish, day, availability.zone),
      )
    },
  }),
  availableDays: t.field({
    access: 'anyone',
    type: [AvailableDay],
    description: 'How much is free on each day of the range: what a day list shows; at most 62 days.',
    args: { ...wanted, ...range },
    resolve: (_, args, { app: { availability }, now }) => {
      const visit = visitFor(availability, args.items)
      const window = availability.windowAt(now)
      const wish = wishOf(args.wish)
      return daysOf(args.from, args.to).map((date) => ({
        date,
        slots: suitingSlots(availability.slotsOn(date, visit, now, window), wish, date, availability.zone),
      }))
    },
  }),
  nextSlots: t.field({
    access: 'anyone',
    type: [Slot],
    description: 'The earliest starts that can be booked, without naming a range.',
    args: {
      ...wanted,
      first: t.arg.int({ required: true, defaultValue: 3, description: `How many, 1 to ${MAX_FIRST}.` }),
      after: t.arg({ type: 'DateTime', description: 'Not before this instant; now when left out.' }),
    },
    resolve: (_, args, { app: { availability }, now }) => {
      if (args.first < 1 || args.first > MAX_FIRST) throw badInput(`first must be 1 to ${MAX_FIRST}`)
      const visit = visitFor(availability, args.items)
      return availability.nextSlots(visit, now, args.after ?? now, args.first, wishOf(args.wish))
    },
  }),
}))

builder.subscriptionField('slotsChanged', (t) =>
  t.field({
    access: 'anyone',
    type: SlotsChange,
    description:
      'First the present state, then the days of this range that changed, as whole days: a lost event is repaired by the next one.',
    args: { ...wanted, ...range },
    subscribe: (_, args, { app }) =>
      watchDays(app, visitFor(app.availability, args.items), daysOf(args.from, args.to), wishOf(args.wish)),
    resolve: (days) => days,
  }),
)

/**
 * The visit that items make.
 * @throws GraphQLError (BAD_USER_INPUT) that names the first thing that is wrong
 */
export function visitFor(availability: AvailabilityCache, items: readonly VisitItem[]): VisitShape {
  const [problem] = checkItems(items, availability.plan)
  if (problem) throw badInput(`${problem.field}: ${fieldMessage(problem.code, problem.limit, 'en')}`)
  return visitOf(items, availability.plan.services)
}

function wishOf(
  input: { parts?: readonly Part[] | null; weekdays?: readonly number[] | null } | null | undefined,
): TimeWish {
  if (!input) return ANY_TIME
  const { parts, weekdays } = input
  if (weekdays?.some((weekday) => weekday < 1 || weekday > 7)) throw badInput('weekdays are 1 to 7')
  return { parts: parts ?? [], weekdays: weekdays ?? [] }
}
