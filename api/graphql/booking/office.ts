import { caller } from '../access/caller.ts'
import { daysOf } from '../core/day-range.ts'
import { visitFor, VisitItemInput } from '../availability/slots.ts'
import type { Proposal } from '../../availability/proposals.ts'
import { Slot } from '../availability/slot.ts'
import { builder } from '../core/builder.ts'
import { BookingChannel } from '../core/enums.ts'
import { InvalidInputError, RefusedError, SlotTakenError } from '../core/errors.ts'
import { resultUnion } from '../core/result-union.ts'
import { instantOf } from '../../live/occupancies.ts'
import { Desk } from '../staff/desks.ts'
import { UpdatedBookings } from '../staff/types.ts'
import { VersionConflictError } from './desk.ts'
import { Booking, findBooking } from './types.ts'
import { IDEMPOTENCY_KEY, NewBooking } from './mutations.ts'
import { bookOnBehalf } from '../../booking/on-behalf/book-on-behalf.ts'
import { desksOf, freeForOffice, nextForOffice } from '../../booking/on-behalf/office-slots.ts'
import { mailPreview, type MailPreview as MailPreviewShape } from '../../booking/on-behalf/mail-preview.ts'
import { MAX_MOVES, moveBookings } from '../../booking/on-behalf/move-bookings.ts'
import { type MoveOption as MoveOptionShape, moveOptions } from '../../booking/on-behalf/move-options.ts'

const MAX_DAYS = 31
const MAX_FIRST = 50

const BookForSomeoneResult = resultUnion('BookForSomeoneResult', [
  NewBooking,
  SlotTakenError,
  InvalidInputError,
  RefusedError,
])
const MoveBookingsResult = resultUnion('MoveBookingsResult', [
  UpdatedBookings,
  SlotTakenError,
  VersionConflictError,
  InvalidInputError,
  RefusedError,
])

export const MailPreview = builder.objectRef<MailPreviewShape>('MailPreview').implement({
  access: 'proven',
  description: 'A mail as its reader would get it; the secret link is left out.',
  fields: (t) => ({
    subject: t.exposeString('subject', { description: 'Its subject.' }),
    text: t.exposeString('text', { description: 'What it says, as plain text.' }),
    locale: t.expose('locale', { type: 'Locale', description: "In the citizen's language." }),
    hasRecipient: t.exposeBoolean('hasRecipient', {
      description: 'Whether there is an address to send it to; if not, somebody should call.',
    }),
  }),
})

export const MoveProposal = builder.objectRef<Proposal>('MoveProposal').implement({
  access: 'proven',
  description: 'A time at a desk to which a booking could be moved: free, and proposed to nobody else.',
  fields: (t) => ({
    startsAt: t.field({
      type: 'DateTime',
      description: 'When it would start.',
      resolve: ({ from }) => instantOf(from),
    }),
    desk: t.prismaField({
      type: Desk,
      description: 'Where.',
      resolve: (query, { deskId }, _args, { app }) =>
        app.db.prisma.desk.findUniqueOrThrow({ ...query, where: { id: deskId } }),
    }),
  }),
})

const MoveOption = builder.objectRef<MoveOptionShape>('MoveOption').implement({
  access: 'proven',
  description: 'A booking that shall move, and other times that it can have.',
  fields: (t) => ({
    booking: t.prismaField({
      type: Booking,
      description: 'As it is now.',
      resolve: (query, { booking: { id } }, _args, { app }) => findBooking(app, query, id),
    }),
    proposals: t.expose('proposals', {
      type: [MoveProposal],
      description:
        'Up to 3, the nearest first; the same time at another desk before all others. Those of all bookings that were asked for together can be taken together.',
    }),
  }),
})

const ForSomeoneContactInput = builder.inputType('ForSomeoneContactInput', {
  description: 'Who comes or is called, in the words that a clerk types.',
  fields: (t) => ({
    name: t.string({ required: true, description: '1 to 200 characters.' }),
    email: t.string({ description: 'Left out: no mails, a printed slip instead.' }),
    phone: t.string({
      description: 'Required where the office calls. Numbers without a country are German ones.',
    }),
  }),
})

const BookForSomeoneInput = builder.inputType('BookForSomeoneInput', {
  description: 'A booking by the office, for somebody who calls, writes or has come.',
  fields: (t) => ({
    items: t.field({ type: [VisitItemInput], required: true, description: 'What the visit is for.' }),
    startsAt: t.field({
      type: 'DateTime',
      required: true,
      description: 'Any minute at which the visit fits; not earlier than 15 minutes ago.',
    }),
    deskId: t.id({ description: 'At this desk; any that is free when left out.' }),
    channel: t.field({ type: BookingChannel, required: true, description: 'How they came to the office.' }),
    contact: t.field({ type: ForSomeoneContactInput, required: true, description: 'Who it is for.' }),
    locale: t.field({
      type: 'Locale',
      required: true,
      defaultValue: 'de',
      description: 'Language of the messages.',
    }),
    remark: t.string({ description: 'What they want to tell, at most 1000 characters.' }),
    idempotencyKey: t.string({ description: IDEMPOTENCY_KEY }),
  }),
})

const MoveInput = builder.inputType('MoveInput', {
  description: 'Where one booking shall go.',
  fields: (t) => ({
    bookingId: t.id({ required: true, description: 'Which booking.' }),
    version: t.int({
      required: true,
      description: 'As the caller saw it; when it has another version by now, nothing is moved.',
    }),
    startsAt: t.field({
      type: 'DateTime',
      required: true,
      description: 'Any minute at which the visit fits.',
    }),
    deskId: t.id({ description: 'To this desk; when left out its own if that is free, or any other.' }),
  }),
})
const MoveBookingsInput = builder.inputType('MoveBookingsInput', {
  description: 'What the office moves, and why.',
  fields: (t) => ({
    moves: t.field({
      type: [MoveInput],
      required: true,
      description: '1 to 200 bookings, each once; all are moved, or none. Two may exchange their places.',
    }),
    reason: t.string({
      description:
        'For the citizens, 1 to 1000 characters. Left out when they have asked for it: the mail then tells the new time alone.',
    }),
  }),
})
const MailPreviewInput = builder.inputType('MailPreviewInput', {
  description: 'What the office is about to do with a booking.',
  fields: (t) => ({
    bookingId: t.id({ required: true, description: 'Which booking.' }),
    startsAt: t.field({
      type: 'DateTime',
      description: 'Where it shall go; left out: it shall be cancelled.',
    }),
    reason: t.string({ description: 'In the words of the office.' }),
  }),
})

const visitAndDesk = builder.args((t) => ({
  items: t.field({
    type: [VisitItemInput],
    required: true,
    description: 'What the visit is for; at most 5 services.',
  }),
  deskId: t.id({ description: 'Only at this desk.' }),
}))

builder.queryFields((t) => ({
  officeSlots: t.field({
    access: 'clerk',
    type: [Slot],
    description:
      "Staff: what the office may give away itself at the desks of this person's departments, in order: every full five minutes at which the visit fits, reserved hours included, without lead time or availability.",
    args: {
      ...visitAndDesk,
      from: t.arg({ type: 'Date', required: true, description: 'First day.' }),
      to: t.arg({ type: 'Date', required: true, description: `Last day; at most ${MAX_DAYS} days in all.` }),
    },
    resolve: async (_root, { items, deskId, from, to }, context) => {
      const { app, now } = context
      daysOf(from, to, MAX_DAYS)
      const mayUse = desksOf(app, await caller(context), deskId)
      return freeForOffice(app, visitFor(app.availability, items), { from, to }, mayUse, now)
    },
  }),
  nextOfficeSlots: t.field({
    access: 'clerk',
    type: [Slot],
    description: 'Staff: the earliest of `officeSlots`, up to half a year ahead.',
    args: {
      ...visitAndDesk,
      first: t.arg.int({ required: true, defaultValue: 3, description: `How many, 1 to ${MAX_FIRST}.` }),
      after: t.arg({ type: 'DateTime', description: 'Not before this instant; now when left out.' }),
    },
    resolve: async (_root, { items, deskId, first, after }, context) => {
      const { app, now } = context
      const most = Math.min(MAX_FIRST, Math.max(1, first))
      const mayUse = desksOf(app, await caller(context), deskId)
      return nextForOffice(app, visitFor(app.availability, items), after ?? now, most, mayUse, now)
    },
  }),
  moveOptions: t.field({
    access: 'clerk',
    type: [MoveOption],
    description:
      'Staff: other times for bookings that shall move, by start, within fourteen days and as far ahead as citizens may book. What is over, was called already or is not theirs to move is left out. More than can be moved at once: the first 200.',
    args: {
      bookingIds: t.arg.idList({ required: true, description: 'Which bookings.' }),
      day: t.arg({
        type: 'Date',
        description: 'Near the old hour on this day; near the old time when left out.',
      }),
    },
    resolve: async (_root, { bookingIds, day }, context) =>
      moveOptions(
        context.app,
        await caller(context),
        bookingIds.slice(0, MAX_MOVES).map(String),
        day ?? null,
        context.now,
      ),
  }),
  mailPreview: t.field({
    access: 'clerk',
    type: MailPreview,
    nullable: true,
    description:
      'Staff: the mail that a move or a cancellation would send; null when there is no such booking that this member of staff may work with.',
    args: { input: t.arg({ type: MailPreviewInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      mailPreview(context.app, await caller(context), input, context.now),
  }),
}))

builder.mutationFields((t) => ({
  bookForSomeone: t.field({
    access: 'clerk',
    type: BookForSomeoneResult,
    description: 'Staff: books for somebody who calls, writes or has come.',
    args: { input: t.arg({ type: BookForSomeoneInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      bookOnBehalf(context.app, await caller(context), input, context.now),
  }),
  moveBookings: t.field({
    access: 'clerk',
    type: MoveBookingsResult,
    description:
      'Staff: moves bookings to other times or desks. Each citizen whose time changes gets an e-mail.',
    args: { input: t.arg({ type: MoveBookingsInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      moveBookings(context.app, await caller(context), input, context.now),
  }),
}))
