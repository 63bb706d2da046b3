import { GraphQLError } from 'graphql'
import { builder } from '../builder.ts'
import { checkItems } from '../booking/input.ts'
import { fieldMessage } from '../common/messages.ts'
import type { Horizon } from '../live/horizon.ts'
import { instantOf } from '../live/occupancies.ts'
import { watchDays } from '../live/watch-days.ts'
import { eachDay } from './calendar.ts'
import type { Day, Slot as SlotShape, Visit, VisitItem } from './model.ts'
import { Slot } from './slot.ts'
import { visitOf } from './visit.ts'

/** More would be a whole year in one answer; a bookable horizon fits. */
const MAX_DAYS = 62
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

const AvailableDay = builder.objectRef<{ date: Day; slots: SlotShape[] }>('AvailableDay').implement({
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
  description: 'Days that changed.',
  fields: (t) => ({ days: t.field({ type: [DaySlots], description: 'In order.', resolve: (days) => days }) }),
})

const wanted = builder.args((t) => ({
  items: t.field({
    type: [VisitItemInput],
    required: true,
    description: 'What the visit is for; at most 5 services.',
  }),
}))
const range = builder.args((t) => ({
  from: t.field({ type: 'Date', required: true, description: 'First day.' }),
  to: t.field({ type: 'Date', required: true, description: 'Last day.' }),
}))

builder.queryFields((t) => ({
  slots: t.field({
    type: [Slot],
    description: 'Starts that can be booked right now, in order; the range is at most 62 days.',
    args: { ...wanted, ...range },
    resolve: (_, args, { app: { horizon }, now }) => {
      const visit = visitFor(horizon, args.items)
      const window = horizon.windowAt(now)
      return daysOf(args.from, args.to).flatMap((day) => horizon.slotsOn(day, visit, now, window))
    },
  }),
  availableDays: t.field({
    type: [AvailableDay],
    description: 'How much is free on each day of the range: what a day list shows; at most 62 days.',
    args: { ...wanted, ...range },
    resolve: (_, args, { app: { horizon }, now }) => {
      const visit = visitFor(horizon, args.items)
      const window = horizon.windowAt(now)
      return daysOf(args.from, args.to).map((date) => ({
        date,
        slots: horizon.slotsOn(date, visit, now, window),
      }))
    },
  }),
  nextSlots: t.field({
    type: [Slot],
    description: 'The earliest starts that can be booked, without naming a range.',
    args: {
      ...wanted,
      first: t.arg.int({ required: true, defaultValue: 3, description: `How many, 1 to ${MAX_FIRST}.` }),
      after: t.arg({ type: 'DateTime', description: 'Not before this instant; now when left out.' }),
    },
    resolve: (_, args, { app: { horizon }, now }) => {
      if (args.first < 1 || args.first > MAX_FIRST) throw badInput(`first must be 1 to ${MAX_FIRST}`)
      return horizon.nextSlots(visitFor(horizon, args.items), now, args.after ?? now, args.first)
    },
  }),
}))

builder.subscriptionField('slotsChanged', (t) =>
  t.field({
    type: SlotsChange,
    description:
      'First the present state, then the days of this range that changed, as whole days: a lost event is repaired by the next one.',
    args: { ...wanted, ...range },
    subscribe: (_, args, { app }) =>
      watchDays(app, visitFor(app.horizon, args.items), daysOf(args.from, args.to)),
    resolve: (days) => days,
  }),
)

/** @throws GraphQLError (BAD_USER_INPUT) that names the first thing that is wrong */
function visitFor(horizon: Horizon, items: readonly VisitItem[]): Visit {
  const [problem] = checkItems(items, horizon.plan)
  if (problem) throw badInput(`${problem.field}: ${fieldMessage(problem.code, problem.limit, 'en')}`)
  return visitOf(items, horizon.plan.services)
}

function daysOf(first: Day, last: Day): Day[] {
  const length = Temporal.PlainDate.from(first).until(last, { largestUnit: 'days' }).days + 1
  if (length < 1) throw badInput('from must not be after to')
  if (length > MAX_DAYS) throw badInput(`the range is at most ${MAX_DAYS} days`)
  return eachDay(first, last)
}

const badInput = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
