import { builder } from '../core/builder.ts'
import { checkItems } from '../../booking/items.ts'
import { fieldMessage } from '../../kernel/messages.ts'
import type { AvailabilityCache } from '../../live/availability-cache.ts'
import { instantOf } from '../../kernel/instant.ts'
import { watchDays } from './watch.ts'
import { badInput } from '../core/bad-input.ts'
import { daysOf } from '../core/day-range.ts'
import type { Day, Slot as SlotShape, Visit as VisitShape, VisitItem } from '../../availability/model.ts'
import { Slot } from './slot.ts'
import { visitOf } from '../../availability/visit.ts'
import { Visit } from './visit.ts'
import { ANY_TIME, suitingSlots, type DayPart as Part, type TimeWish } from '../../availability/wish.ts'
import { MAX_ITEMS, MAX_NEXT_SLOTS, MAX_RANGE_DAYS } from '../../kernel/limits.ts'

export const VisitItemInput = builder.inputType('VisitItemInput', {
  description: 'One service for a number of people.',
  fields: (t) => ({
    serviceId: t.id({ required: true, description: 'Id of a service in the catalogue.' }),
    persons: t.int({
      required: true,
      defaultValue: 1,
      description: 'Number of persons, at most `maxPersons` of the service.',
    }),
  }),
})

const DayPart = builder.enumType('DayPart', {
  description: "Half of the day, in the office's time zone.",
  values: {
    MORNING: { description: 'Starts before twelve.' },
    AFTERNOON: { description: 'Starts at twelve or later.' },
  } as const,
})

const TimeWishInput = builder.inputType('TimeWishInput', {
  description: 'Filter of times of day and weekdays.',
  fields: (t) => ({
    parts: t.field({ type: [DayPart], description: 'Halves of the day; all when empty or left out.' }),
    weekdays: t.intList({
      description: 'ISO 8601: 1 is Monday, 7 is Sunday; all when empty or left out.',
    }),
  }),
})

const AvailableDay = builder.objectRef<{ date: Day; slots: SlotShape[] }>('AvailableDay').implement({
  access: 'anyone',
  description: 'Availability of a day.',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', description: "The day in the office's time zone." }),
    free: t.int({ description: 'Number of bookable starts.', resolve: ({ slots }) => slots.length }),
    firstStart: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Earliest bookable start; null if the day has none.',
      resolve: ({ slots }) => (slots[0] ? instantOf(slots[0].from) : null),
    }),
  }),
})

const DaySlots = builder.objectRef<{ date: Day; slots: SlotShape[] }>('DaySlots').implement({
  access: 'anyone',
  description: 'Complete state of a day; replaces every earlier state.',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', description: "The day in the office's time zone." }),
    slots: t.expose('slots', {
      type: [Slot],
      description: 'All slots of the day, in order; may be empty.',
    }),
  }),
})

const SlotsChange = builder.objectRef<{ date: Day; slots: SlotShape[] }[]>('SlotsChange').implement({
  access: 'anyone',
  description: 'Changed days of a subscription.',
  fields: (t) => ({ days: t.field({ type: [DaySlots], description: 'In order.', resolve: (days) => days }) }),
})

const items = builder.args((t) => ({
  items: t.field({
    type: [VisitItemInput],
    required: true,
    description: `Services and persons of the visit; at most ${MAX_ITEMS} services.`,
  }),
}))
const visitArgs = builder.args((t) => ({
  ...items,
  wish: t.field({ type: TimeWishInput, description: 'Filter; all times if omitted.' }),
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
    description: `The visit of the items, before a time is chosen. Null if they are invalid: no item, more than ${MAX_ITEMS}, a service that is not offered or occurs twice, or more persons than it allows.`,
    args: items,
    resolve: (_, { items }, { app: { availability } }) =>
      checkItems(items, availability.plan).length > 0
        ? null
        : { items, visit: visitOf(items, availability.plan.services) },
  }),
  slots: t.field({
    access: 'anyone',
    type: [Slot],
    description: `Starts that can be booked now, in order. The range has at most ${MAX_RANGE_DAYS} days.`,
    args: { ...visitArgs, ...range },
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
    description: `Number of bookable starts on each day of the range, for a list of days. At most ${MAX_RANGE_DAYS} days.`,
    args: { ...visitArgs, ...range },
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
    description: 'Earliest bookable starts, without a range of days.',
    args: {
      ...visitArgs,
      first: t.arg.int({ required: true, defaultValue: 3, description: `How many, 1 to ${MAX_NEXT_SLOTS}.` }),
      after: t.arg({ type: 'DateTime', description: 'Earliest instant; now if omitted.' }),
    },
    resolve: (_, args, { app: { availability }, now }) => {
      if (args.first < 1 || args.first > MAX_NEXT_SLOTS)
        throw badInput(`first must be 1 to ${MAX_NEXT_SLOTS}`)
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
      'The present state of all days of the range first, then each day that changed. Days are complete, so the next event repairs a lost one.',
    args: { ...visitArgs, ...range },
    subscribe: (_, args, { app }) =>
      watchDays(app, visitFor(app.availability, args.items), daysOf(args.from, args.to), wishOf(args.wish)),
    resolve: (days) => days,
  }),
)

/**
 * The visit of items.
 * @throws GraphQLError (BAD_USER_INPUT) with the first problem
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
