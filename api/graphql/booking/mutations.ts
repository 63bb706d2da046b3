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
import { MAX_NAME, MAX_REMARK } from '../../kernel/limits.ts'

const bookingOf = { type: 'Booking', description: 'Current state.' } as const
const TOKEN = 'Secret of the manage link. Returned only here; the database keeps a hash.'

const SlotHold = builder.objectRef<SlotHoldShape>('SlotHold').implement({
  access: 'proven',
  description: 'A held start, with the manage token of its holder.',
  fields: (t) => ({
    booking: t.prismaField({
      ...bookingOf,
      resolve: (query, { bookingId }, _args, { app }) => findBooking(app, query, bookingId),
    }),
    token: t.exposeString('token', { description: TOKEN }),
    expiresAt: t.field({
      type: 'DateTime',
      description:
        'End of the hold. In an answer repeated after the confirmation: instant of the confirmation.',
      resolve: async ({ bookingId }, _args, { app }) => {
        const booking = await app.db.prisma.booking.findUniqueOrThrow({ where: { id: bookingId } })
        return booking.holdExpiresAt ?? booking.confirmedAt ?? booking.createdAt
      },
    }),
  }),
})

export const NewBooking = builder.objectRef<NewBookingShape>('NewBooking').implement({
  access: 'proven',
  description: 'New booking, with its manage token.',
  fields: (t) => ({
    booking: t.prismaField({
      ...bookingOf,
      resolve: (query, { bookingId }, _args, { app }) => findBooking(app, query, bookingId),
    }),
    token: t.exposeString('token', { description: TOKEN }),
  }),
})

/** The result of all mutations that change one booking. */
export const UpdatedBooking = builder.objectRef<UpdatedBookingShape>('UpdatedBooking').implement({
  access: 'proven',
  description: 'Booking after the change.',
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
const CHALLENGE = 'Solution of the challenge of an earlier ChallengeRequiredError.'

const ContactInput = builder.inputType('ContactInput', {
  description: 'Contact of the visitor.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: `1 to ${MAX_NAME} characters; cannot be changed after booking.`,
    }),
    email: t.string({ required: true, description: 'Address for confirmation and reminder.' }),
    phone: t.string({
      description: 'Required for telephone visits. Numbers without a country code are German.',
    }),
  }),
})

const itemFields = {
  type: [VisitItemInput] as [typeof VisitItemInput],
  required: true as const,
  description: 'Services and persons of the visit.',
}

const HoldSlotInput = builder.inputType('HoldSlotInput', {
  description: 'Start to hold.',
  fields: (t) => ({
    items: t.field(itemFields),
    startsAt: t.field({ type: 'DateTime', required: true, description: 'One of `slots`.' }),
    idempotencyKey: t.string({ description: IDEMPOTENCY_KEY }),
    challenge: t.string({ description: CHALLENGE }),
  }),
})

const TokenInput = builder.inputType('TokenInput', {
  description: 'Manage token of a booking.',
  fields: (t) => ({ token: t.string({ required: true, description: 'The manage token.' }) }),
})

const ConfirmBookingInput = builder.inputType('ConfirmBookingInput', {
  description: 'Data that confirm a hold.',
  fields: (t) => ({
    token: t.string({ required: true, description: 'The manage token of the hold.' }),
    contact: t.field({ type: ContactInput, required: true, description: 'Contact of the visitor.' }),
    locale: t.field({
      type: 'Locale',
      required: true,
      defaultValue: 'de',
      description: 'Language of the messages.',
    }),
    remark: t.string({ description: `For the office, at most ${MAX_REMARK} characters.` }),
    consent: t.boolean({
      required: true,
      description: 'Whether the citizen has read the privacy notice; must be true.',
    }),
    idempotencyKey: t.string({ description: IDEMPOTENCY_KEY }),
  }),
})

const BookInput = builder.inputType('BookInput', {
  description: 'Data of a booking in one step.',
  fields: (t) => ({
    items: t.field(itemFields),
    startsAt: t.field({ type: 'DateTime', required: true, description: 'One of `slots`.' }),
    contact: t.field({ type: ContactInput, required: true, description: 'Contact of the visitor.' }),
    locale: t.field({
      type: 'Locale',
      required: true,
      defaultValue: 'de',
      description: 'Language of the messages.',
    }),
    remark: t.string({ description: `For the office, at most ${MAX_REMARK} characters.` }),
    consent: t.boolean({
      required: true,
      description: 'Whether the citizen has read the privacy notice; must be true.',
    }),
    idempotencyKey: t.string({ description: IDEMPOTENCY_KEY }),
    challenge: t.string({ description: CHALLENGE }),
  }),
})

const RescheduleBookingInput = builder.inputType('RescheduleBookingInput', {
  description: 'New start of a booking.',
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
  description: 'Booking to cancel, with an optional reason.',
  fields: (t) => ({
    token: t.string({ required: true, description: 'The manage token.' }),
    reason: t.string({ description: `Optional, at most ${MAX_REMARK} characters.` }),
  }),
})

/** Runs a command with the booking of a token; every invalid token gives the same answer. */
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
    description: 'Holds a desk for some minutes while the citizen fills in the form.',
    args: { input: t.arg({ type: HoldSlotInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      (await guardBooking(context, 'holdSlot', input)) ?? holdSlot(context.app, input, context.now),
  }),
  extendHold: t.field({
    access: 'token',
    type: ExtendHoldResult,
    description: 'Restarts the duration of a hold from now; at most twice.',
    args: { input: t.arg({ type: TokenInput, required: true }) },
    resolve: (_root, { input }, context) =>
      withBooking(context, input.token, (booking) => extendHold(context.app, booking, context.now)),
  }),
  releaseHold: t.field({
    access: 'token',
    type: ReleaseHoldResult,
    description: 'Releases a hold at once.',
    args: { input: t.arg({ type: TokenInput, required: true }) },
    resolve: (_root, { input }, context) =>
      withBooking(context, input.token, (booking) => releaseHold(context.app, booking)),
  }),
  confirmBooking: t.field({
    access: 'token',
    type: ConfirmBookingResult,
    description: 'Confirms a hold; the confirmation is sent by e-mail.',
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
    description: 'Moves a booking. The old time is released only after the new one is reserved.',
    args: { input: t.arg({ type: RescheduleBookingInput, required: true }) },
    resolve: async (_root, { input: { token, ...input } }, context) =>
      (await guardBooking(context, 'rescheduleBooking', input)) ??
      withBooking(context, token, (booking) => rescheduleBooking(context.app, booking, input, context.now)),
  }),
  cancelBooking: t.field({
    access: 'token',
    type: CancelBookingResult,
    description: 'Cancels a booking and releases its time at once.',
    args: { input: t.arg({ type: CancelBookingInput, required: true }) },
    resolve: (_root, { input: { token, reason } }, context) =>
      withBooking(context, token, (booking) =>
        cancelBooking(context.app, booking, reason ?? null, context.now),
      ),
  }),
}))
