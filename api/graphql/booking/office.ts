import { caller } from '../access/caller.ts'
import { badInput } from '../core/bad-input.ts'
import { daysOf } from '../core/day-range.ts'
import { visitFor, VisitItemInput } from '../availability/slots.ts'
import type { Proposal } from '../../availability/proposals.ts'
import { Slot } from '../availability/slot.ts'
import { builder } from '../core/builder.ts'
import { BookingChannel } from '../core/enums.ts'
import { InvalidInputError, RefusedError, SlotTakenError } from '../core/errors.ts'
import { resultUnion } from '../core/result-union.ts'
import { instantOf } from '../../kernel/instant.ts'
import { Desk } from '../staff/desks.ts'
import { UpdatedBookings } from '../staff/types.ts'
import { VersionConflictError } from './desk.ts'
import { Booking, findBooking } from './types.ts'
import { IDEMPOTENCY_KEY, NewBooking } from './mutations.ts'
import { bookOnBehalf } from '../../booking/on-behalf/book-on-behalf.ts'
import { desksOf, freeForOffice, nextForOffice } from '../../booking/on-behalf/office-slots.ts'
import { mailPreviews, type MailPreview as MailPreviewShape } from '../../booking/on-behalf/mail-preview.ts'
import { mailPreviewOf } from './batches.ts'
import { moveBookings } from '../../booking/on-behalf/move-bookings.ts'
import { type MoveOption as MoveOptionShape, moveOptions } from '../../booking/on-behalf/move-options.ts'
import {
  MAX_ITEMS,
  MAX_MOVES,
  MAX_NAME,
  MAX_NEXT_SLOTS,
  MAX_OFFICE_RANGE_DAYS,
  MAX_REMARK,
} from '../../kernel/limits.ts'

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
  description: 'Preview of a mail, without the secret of the manage link.',
  fields: (t) => ({
    subject: t.exposeString('subject', { description: 'Subject.' }),
    text: t.exposeString('text', { description: 'Plain text.' }),
    locale: t.expose('locale', {
      type: 'Locale',
      description: 'Language of the mail, chosen by the citizen.',
    }),
    hasRecipient: t.exposeBoolean('hasRecipient', {
      description: 'Whether the booking has an e-mail address; otherwise the office has to call.',
    }),
  }),
})

export const MoveProposal = builder.objectRef<Proposal>('MoveProposal').implement({
  access: 'proven',
  description: 'Free start at a desk to which a booking can be moved; proposed for one booking only.',
  fields: (t) => ({
    startsAt: t.field({
      type: 'DateTime',
      description: 'Proposed start.',
      resolve: ({ from }) => instantOf(from),
    }),
    desk: t.prismaField({
      type: Desk,
      description: 'Proposed desk.',
      resolve: (query, { deskId }, _args, { app }) =>
        app.db.prisma.desk.findUniqueOrThrow({ ...query, where: { id: deskId } }),
    }),
  }),
})

const MoveOption = builder.objectRef<MoveOptionShape>('MoveOption').implement({
  access: 'proven',
  description: 'Booking to move, with proposals.',
  fields: (t) => ({
    booking: t.prismaField({
      type: Booking,
      description: 'Current state.',
      resolve: (query, { booking: { id } }, _args, { app }) => findBooking(app, query, id),
    }),
    proposals: t.expose('proposals', {
      type: [MoveProposal],
      description:
        'At most 3 proposals: the same time at another desk first, then the nearest. The proposals of all bookings of one query do not conflict.',
    }),
  }),
})

const ForSomeoneContactInput = builder.inputType('ForSomeoneContactInput', {
  description: 'Contact as entered by a clerk.',
  fields: (t) => ({
    name: t.string({ required: true, description: `1 to ${MAX_NAME} characters.` }),
    email: t.string({ description: 'Without it no mails are sent; the office prints a slip.' }),
    phone: t.string({
      description: 'Required for telephone visits. Numbers without a country code are German.',
    }),
  }),
})

const BookForSomeoneInput = builder.inputType('BookForSomeoneInput', {
  description: 'Booking by the office on behalf of a citizen.',
  fields: (t) => ({
    items: t.field({
      type: [VisitItemInput],
      required: true,
      description: 'Services and persons of the visit.',
    }),
    startsAt: t.field({
      type: 'DateTime',
      required: true,
      description: 'Any free minute, at the earliest 15 minutes ago.',
    }),
    deskId: t.id({ description: 'Desk; any free one if omitted.' }),
    channel: t.field({
      type: BookingChannel,
      required: true,
      description: 'Channel by which the citizen contacted the office.',
    }),
    contact: t.field({
      type: ForSomeoneContactInput,
      required: true,
      description: 'Contact of the visitor.',
    }),
    locale: t.field({
      type: 'Locale',
      required: true,
      defaultValue: 'de',
      description: 'Language of the messages.',
    }),
    remark: t.string({ description: `Remark of the citizen, at most ${MAX_REMARK} characters.` }),
    idempotencyKey: t.string({ description: IDEMPOTENCY_KEY }),
  }),
})

const MoveInput = builder.inputType('MoveInput', {
  description: 'Move of one booking.',
  fields: (t) => ({
    bookingId: t.id({ required: true, description: 'Id of the booking.' }),
    version: t.int({
      required: true,
      description: 'Version that the caller has read; with another current version nothing is moved.',
    }),
    startsAt: t.field({
      type: 'DateTime',
      required: true,
      description: 'New start: any free minute.',
    }),
    deskId: t.id({ description: 'New desk. If omitted: its present desk if free, otherwise any other.' }),
  }),
})
const MoveBookingsInput = builder.inputType('MoveBookingsInput', {
  description: 'Moves by the office, with their reason.',
  fields: (t) => ({
    moves: t.field({
      type: [MoveInput],
      required: true,
      description: `1 to ${MAX_MOVES} bookings, each once. Either all are moved or none. Two bookings may exchange their places.`,
    }),
    reason: t.string({
      description: `For the citizens, 1 to ${MAX_REMARK} characters. Omit it when the citizen asked for the move: the mail then names the new time only.`,
    }),
  }),
})
const MailPreviewInput = builder.inputType('MailPreviewInput', {
  description: 'Intended move or cancellation of a booking.',
  fields: (t) => ({
    bookingId: t.id({ required: true, description: 'Id of the booking.' }),
    startsAt: t.field({
      type: 'DateTime',
      description: 'New start; a cancellation if omitted.',
    }),
    reason: t.string({ description: 'Reason, as a text for the citizen.' }),
  }),
})

const visitAndDesk = builder.args((t) => ({
  items: t.field({
    type: [VisitItemInput],
    required: true,
    description: `Services and persons of the visit; at most ${MAX_ITEMS} services.`,
  }),
  deskId: t.id({ description: 'Restricts the answer to this desk.' }),
}))

builder.queryFields((t) => ({
  officeSlots: t.field({
    access: 'clerk',
    type: [Slot],
    description:
      "Staff: starts that the office can book at the desks of the caller's departments, in order: every five minutes, reserved hours included, without lead time and horizon.",
    args: {
      ...visitAndDesk,
      from: t.arg({ type: 'Date', required: true, description: 'First day.' }),
      to: t.arg({
        type: 'Date',
        required: true,
        description: `Last day; at most ${MAX_OFFICE_RANGE_DAYS} days in all.`,
      }),
    },
    resolve: async (_root, { items, deskId, from, to }, context) => {
      const { app, now } = context
      daysOf(from, to, MAX_OFFICE_RANGE_DAYS)
      const mayUse = desksOf(app, await caller(context), deskId)
      return freeForOffice(app, visitFor(app.availability, items), { from, to }, mayUse, now)
    },
  }),
  nextOfficeSlots: t.field({
    access: 'clerk',
    type: [Slot],
    description: 'Staff: the earliest starts of `officeSlots`, up to half a year ahead.',
    args: {
      ...visitAndDesk,
      first: t.arg.int({ required: true, defaultValue: 3, description: `How many, 1 to ${MAX_NEXT_SLOTS}.` }),
      after: t.arg({ type: 'DateTime', description: 'Earliest instant; now if omitted.' }),
    },
    resolve: async (_root, { items, deskId, first, after }, context) => {
      const { app, now } = context
      const most = Math.min(MAX_NEXT_SLOTS, Math.max(1, first))
      const mayUse = desksOf(app, await caller(context), deskId)
      return nextForOffice(app, visitFor(app.availability, items), after ?? now, most, mayUse, now)
    },
  }),
  moveOptions: t.field({
    access: 'clerk',
    type: [MoveOption],
    description:
      'Staff: proposals for moving bookings, by start, within fourteen days and the bookable horizon. Bookings that are past, already called or of other departments are omitted, as are those beyond the number that can be moved together.',
    args: {
      bookingIds: t.arg.idList({ required: true, description: 'Ids of the bookings.' }),
      day: t.arg({
        type: 'Date',
        description:
          'Proposes times on this day near the present time of day; near the present start if omitted.',
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
      'Staff: the mail that a move or a cancellation would send; null if the booking does not exist or belongs to another department.',
    args: { input: t.arg({ type: MailPreviewInput, required: true }) },
    resolve: (_root, { input }, context) => mailPreviewOf(context, input),
  }),
  mailPreviews: t.field({
    access: 'clerk',
    type: [MailPreview],
    nullable: { list: false, items: true },
    description: `Staff: the mails that moves or cancellations would send, in the order of the inputs; null as for \`mailPreview\`. At most ${MAX_MOVES} inputs, each booking once.`,
    args: {
      inputs: t.arg({ type: [MailPreviewInput], required: true, description: 'Moves and cancellations.' }),
      reason: t.arg.string({
        description: 'Reason for every input without its own reason, as a text for the citizens.',
      }),
    },
    resolve: async (_root, { inputs, reason }, context) => {
      if (inputs.length > MAX_MOVES) throw badInput(`inputs has at most ${MAX_MOVES} entries`)
      if (new Set(inputs.map(({ bookingId }) => bookingId)).size < inputs.length)
        throw badInput('inputs names each booking at most once')
      const intents = inputs.map((input) => ({ ...input, reason: input.reason ?? reason ?? null }))
      return mailPreviews(context.app, await caller(context), intents, context.now)
    },
  }),
}))

builder.mutationFields((t) => ({
  bookForSomeone: t.field({
    access: 'clerk',
    type: BookForSomeoneResult,
    description: 'Staff: books on behalf of a citizen who calls, writes or has come.',
    args: { input: t.arg({ type: BookForSomeoneInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      bookOnBehalf(context.app, await caller(context), input, context.now),
  }),
  moveBookings: t.field({
    access: 'clerk',
    type: MoveBookingsResult,
    description:
      'Staff: moves bookings to other times or desks. Citizens get an e-mail if their time changes.',
    args: { input: t.arg({ type: MoveBookingsInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      moveBookings(context.app, await caller(context), input, context.now),
  }),
}))
