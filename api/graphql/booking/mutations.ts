import { VisitItemInput } from '../availability/slots.ts'
import { builder } from '../core/builder.ts'
import {
  ChallengeRequiredError,
  InvalidInputError,
  LimitReachedError,
  RefusedError,
  SlotTakenError,
} from '../core/errors.ts'
import { resultUnion } from '../core/result-union.ts'
import type { Context } from '../core/context.ts'
import { guardBooking } from '../core/rate-limits.ts'
import { book } from '../../booking/book.ts'
import { cancelBooking } from '../../booking/cancel.ts'
import { confirmBooking } from '../../booking/confirm.ts'
import { extendHold } from '../../booking/extend.ts'
import { findBooking } from './types.ts'
import { holdSlot } from '../../booking/hold.ts'
import { type ManagedBooking, openBooking } from '../../booking/managed.ts'
import {
  type NewBooking as NewBookingShape,
  refused,
  type SlotHold as SlotHoldShape,
  type UpdatedBooking as UpdatedBookingShape,
} from '../../kernel/outcome.ts'
import { releaseHold } from '../../booking/release.ts'
import { rescheduleBooking } from '../../booking/reschedule.ts'

const bookingOf = { type: 'Booking', description: 'As it is now.' } as const
const TOKEN = 'Opens the manage link. Told to its holder only: the database keeps a hash.'

const SlotHold = builder.objectRef<SlotHoldShape>('SlotHold').implement({
  access: 'proven',
  description:
    'What the holder of a booking gets once: the token opens the manage link and is stored only as a hash.',
  fields: (t) => ({
    booking: t.prismaField({
      ...bookingOf,
      resolve: (query, { bookingId }, _args, { app }) => findBooking(app, query, bookingId),
    }),
    token: t.exposeString('token', { description: TOKEN }),
    expiresAt: t.field({
      type: 'DateTime',
      description:
        'Until when the time is held; in an answer that is repeated after the booking, when it was booked.',
      resolve: async ({ bookingId }, _args, { app }) => {
        const booking = await app.db.prisma.booking.findUniqueOrThrow({ where: { id: bookingId } })
        return booking.holdExpiresAt ?? booking.confirmedAt ?? booking.createdAt
      },
    }),
  }),
})

export const NewBooking = builder.objectRef<NewBookingShape>('NewBooking').implement({
  access: 'proven',
  description: 'A booking that was made in one step.',
  fields: (t) => ({
    booking: t.prismaField({
      ...bookingOf,
      resolve: (query, { bookingId }, _args, { app }) => findBooking(app, query, bookingId),
    }),
    token: t.exposeString('token', { description: TOKEN }),
  }),
})

/** The answer of every verb that changes one booking. */
export const UpdatedBooking = builder.objectRef<UpdatedBookingShape>('UpdatedBooking').implement({
  access: 'proven',
  description: 'The booking after the change.',
  fields: (t) => ({
    booking: t.prismaField({
      ...bookingOf,
      resolve: (query, { bookingId }, _args, { app }) => findBooking(app, query, bookingId),
    }),
  }),
})

const HoldSlotResult = resultUnion('HoldSlotResult', [
  SlotHold,
  SlotTakenError,
  InvalidInputError,
  LimitReachedError,
  ChallengeRequiredError,
  RefusedError,
])
const ExtendHoldResult = resultUnion('ExtendHoldResult', [UpdatedBooking, RefusedError])
const ReleaseHoldResult = resultUnion('ReleaseHoldResult', [UpdatedBooking, RefusedError])
const ConfirmBookingResult = resultUnion('ConfirmBookingResult', [
  UpdatedBooking,
  SlotTakenError,
  InvalidInputError,
  LimitReachedError,
  RefusedError,
])
const BookResult = resultUnion('BookResult', [
  NewBooking,
  SlotTakenError,
  InvalidInputError,
  LimitReachedError,
  ChallengeRequiredError,
  RefusedError,
])
const RescheduleBookingResult = resultUnion('RescheduleBookingResult', [
  UpdatedBooking,
  SlotTakenError,
  InvalidInputError,
  LimitReachedError,
  RefusedError,
])
const CancelBookingResult = resultUnion('CancelBookingResult', [UpdatedBooking, RefusedError])

export const IDEMPOTENCY_KEY =
  'Random, 16 to 200 printable characters, e.g. a UUID: the same key with the same input answers the same again for at least 24 hours.'
const CHALLENGE = 'The solution of a challenge that was required before.'

const ContactInput = builder.inputType('ContactInput', {
  description: 'Who comes or is called.',
  fields: (t) => ({
    name: t.string({ required: true, description: '1 to 200 characters; can not be changed after booking.' }),
    email: t.string({ required: true, description: 'Where confirmation and reminder go.' }),
    phone: t.string({
      description: 'Required where the office calls. Numbers without a country are German ones.',
    }),
  }),
})

const itemFields = {
  type: [VisitItemInput] as [typeof VisitItemInput],
  required: true as const,
  description: 'What the visit is for.',
}

const HoldSlotInput = builder.inputType('HoldSlotInput', {
  description: 'A start that the citizen has chosen.',
  fields: (t) => ({
    items: t.field(itemFields),
    startsAt: t.field({ type: 'DateTime', required: true, description: 'One of `slots`.' }),
    idempotencyKey: t.string({ description: IDEMPOTENCY_KEY }),
    challenge: t.string({ description: CHALLENGE }),
  }),
})

const TokenInput = builder.inputType('TokenInput', {
  description: 'Names one booking by its secret.',
  fields: (t) => ({ token: t.string({ required: true, description: 'The manage token.' }) }),
})

const ConfirmBookingInput = builder.inputType('ConfirmBookingInput', {
  description: 'What turns a hold into a booking.',
  fields: (t) => ({
    token: t.string({ required: true, description: 'The manage token of the hold.' }),
    contact: t.field({ type: ContactInput, required: true, description: 'Who comes or is called.' }),
    locale: t.field({
      type: 'Locale',
      required: true,
      defaultValue: 'de',
      description: 'Language of the messages.',
    }),
    remark: t.string({ description: 'For the office, at most 1000 characters.' }),
    consent: t.boolean({ required: true, description: 'The citizen has read how the data is used.' }),
    idempotencyKey: t.string({ description: IDEMPOTENCY_KEY }),
  }),
})

const BookInput = builder.inputType('BookInput', {
  description: 'A booking in one step.',
  fields: (t) => ({
    items: t.field(itemFields),
    startsAt: t.field({ type: 'DateTime', required: true, description: 'One of `slots`.' }),
    contact: t.field({ type: ContactInput, required: true, description: 'Who comes or is called.' }),
    locale: t.field({
      type: 'Locale',
      required: true,
      defaultValue: 'de',
      description: 'Language of the messages.',
    }),
    remark: t.string({ description: 'For the office, at most 1000 characters.' }),
    consent: t.boolean({ required: true, description: 'The citizen has read how the data is used.' }),
    idempotencyKey: t.string({ description: IDEMPOTENCY_KEY }),
    challenge: t.string({ description: CHALLENGE }),
  }),
})

const RescheduleBookingInput = builder.inputType('RescheduleBookingInput', {
  description: 'Where a booking shall go.',
  fields: (t) => ({
    token: t.string({ required: true, description: 'The manage token.' }),
    startsAt: t.field({
      type: 'DateTime',
      required: true,
      description: 'One of `slots` for the same items.',
    }),
    idempotencyKey: t.string({ description: IDEMPOTENCY_KEY }),
  }),
})

const CancelBookingInput = builder.inputType('CancelBookingInput', {
  description: 'What is cancelled, and why.',
  fields: (t) => ({
    token: t.string({ required: true, description: 'The manage token.' }),
    reason: t.string({ description: 'In own words, at most 1000 characters; nobody has to say why.' }),
  }),
})

/** Opens the booking and lets the command work with it; every token that opens nothing answers alike. */
async function withBooking<T>(
  { app }: Context,
  token: string,
  command: (booking: ManagedBooking) => Promise<T>,
) {
  const booking = await openBooking(app, token)
  return booking ? command(booking) : refused('NOT_FOUND')
}

builder.mutationFields((t) => ({
  holdSlot: t.field({
    access: 'own',
    type: HoldSlotResult,
    description: 'Holds a desk for some minutes while the citizen types.',
    args: { input: t.arg({ type: HoldSlotInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      (await guardBooking(context, 'holdSlot', input)) ?? holdSlot(context.app, input, context.now),
  }),
  extendHold: t.field({
    access: 'token',
    type: ExtendHoldResult,
    description: 'Lets a hold run its full time again from now on; twice at most.',
    args: { input: t.arg({ type: TokenInput, required: true }) },
    resolve: (_root, { input }, context) =>
      withBooking(context, input.token, (booking) => extendHold(context.app, booking, context.now)),
  }),
  releaseHold: t.field({
    access: 'token',
    type: ReleaseHoldResult,
    description: 'Gives a held time back at once.',
    args: { input: t.arg({ type: TokenInput, required: true }) },
    resolve: (_root, { input }, context) =>
      withBooking(context, input.token, (booking) => releaseHold(context.app, booking)),
  }),
  confirmBooking: t.field({
    access: 'token',
    type: ConfirmBookingResult,
    description: 'Turns a hold into a booking; the confirmation is sent by e-mail.',
    args: { input: t.arg({ type: ConfirmBookingInput, required: true }) },
    resolve: async (_root, { input: { token, ...input } }, context) =>
      (await guardBooking(context, 'confirmBooking', input)) ??
      withBooking(context, token, (booking) => confirmBooking(context.app, booking, input, context.now)),
  }),
  book: t.field({
    access: 'own',
    type: BookResult,
    description: 'Hold and confirm in one step, for integrators.',
    args: { input: t.arg({ type: BookInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      (await guardBooking(context, 'book', input)) ?? book(context.app, input, context.now),
  }),
  rescheduleBooking: t.field({
    access: 'token',
    type: RescheduleBookingResult,
    description: 'Moves a booking; the old time is given back only with the new one in hand.',
    args: { input: t.arg({ type: RescheduleBookingInput, required: true }) },
    resolve: async (_root, { input: { token, ...input } }, context) =>
      (await guardBooking(context, 'rescheduleBooking', input)) ??
      withBooking(context, token, (booking) => rescheduleBooking(context.app, booking, input, context.now)),
  }),
  cancelBooking: t.field({
    access: 'token',
    type: CancelBookingResult,
    description: 'Cancels a booking; its time is free again at once.',
    args: { input: t.arg({ type: CancelBookingInput, required: true }) },
    resolve: (_root, { input: { token, reason } }, context) =>
      withBooking(context, token, (booking) =>
        cancelBooking(context.app, booking, reason ?? null, context.now),
      ),
  }),
}))
