import { caller } from '../access/caller.ts'
import { builder } from '../core/builder.ts'
import { InvalidInputError, LimitReachedError, RefusedError } from '../core/errors.ts'
import { resultUnion } from '../core/result-union.ts'
import { Booking } from './types.ts'
import { UpdatedBooking } from './mutations.ts'
import {
  exportBookings,
  type ExportedBookings as ExportedBookingsShape,
} from '../../booking/visit-day/export-bookings.ts'
import { VersionConflictError, VisitStep } from './desk.ts'
import { resendConfirmation } from '../../booking/visit-day/resend-confirmation.ts'
import { takeStep } from '../../booking/visit-day/take-step.ts'
import { checkDocument } from '../../booking/visit-day/check-document.ts'
import { writeRemark } from '../../booking/visit-day/write-remark.ts'

const TakeStepResult = resultUnion('TakeStepResult', [UpdatedBooking, VersionConflictError, RefusedError])
const TickDocumentResult = resultUnion('TickDocumentResult', [UpdatedBooking, RefusedError])
const WriteRemarkResult = resultUnion('WriteRemarkResult', [
  UpdatedBooking,
  VersionConflictError,
  InvalidInputError,
  RefusedError,
])
const ResendConfirmationResult = resultUnion('ResendConfirmationResult', [
  UpdatedBooking,
  LimitReachedError,
  RefusedError,
])

const ExportedBookings = builder.objectRef<ExportedBookingsShape>('ExportedBookings').implement({
  access: 'clerk',
  description: 'Bookings that leave the product in a file; the audit says who took them.',
  fields: (t) => ({
    bookings: t.prismaField({
      type: [Booking],
      description: 'As they are now, by start.',
      resolve: (query, { bookingIds }, _args, { app }) =>
        app.db.prisma.booking.findMany({
          ...query,
          where: { id: { in: bookingIds } },
          orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
        }),
    }),
  }),
})
const ExportBookingsResult = resultUnion('ExportBookingsResult', [ExportedBookings, RefusedError])

const VERSION = 'The booking as the caller saw it; when it has another version by now, nothing is changed.'

const TakeStepInput = builder.inputType('TakeStepInput', {
  description: 'What happened to a visit.',
  fields: (t) => ({
    bookingId: t.id({ required: true, description: 'Which visit.' }),
    version: t.int({ required: true, description: VERSION }),
    step: t.field({ type: VisitStep, required: true, description: 'What happened.' }),
    tryAgainAt: t.field({
      type: 'DateTime',
      description: 'With NOT_REACHED: when to call again; for colleagues to see, nothing happens by itself.',
    }),
  }),
})
const TickDocumentInput = builder.inputType('TickDocumentInput', {
  description: 'A paper that was seen at the desk.',
  fields: (t) => ({
    bookingId: t.id({ required: true, description: 'Of which visit.' }),
    documentId: t.id({ required: true, description: 'As in `atDesk.documents`.' }),
    seen: t.boolean({ required: true, description: 'False takes it back.' }),
  }),
})
const WriteRemarkInput = builder.inputType('WriteRemarkInput', {
  description: 'A note about a visit, for colleagues.',
  fields: (t) => ({
    bookingId: t.id({ required: true, description: 'About which visit.' }),
    version: t.int({ required: true, description: VERSION }),
    remark: t.string({ required: true, description: 'At most 1000 characters; empty: none any more.' }),
  }),
})
const ResendConfirmationInput = builder.inputType('ResendConfirmationInput', {
  description: 'A mail that did not come.',
  fields: (t) => ({ bookingId: t.id({ required: true, description: 'About which visit.' }) }),
})
const ExportBookingsInput = builder.inputType('ExportBookingsInput', {
  description: 'Which bookings are to leave the product in a file.',
  fields: (t) => ({
    day: t.field({ type: 'Date', required: true, description: 'Of which day of the office.' }),
    departmentId: t.id({ description: 'Only of this department.' }),
    deskId: t.id({ description: 'Only at this desk.' }),
  }),
})

builder.mutationFields((t) => ({
  takeStep: t.field({
    access: 'clerk',
    type: TakeStepResult,
    description:
      'Staff: records what happens to a visit on its day. Of two who call the same visitor one gets the conflict.',
    args: { input: t.arg({ type: TakeStepInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      takeStep(context.app, await caller(context), input, context.now),
  }),
  tickDocument: t.field({
    access: 'clerk',
    type: TickDocumentResult,
    description: 'Staff: notes that a paper was seen at the desk.',
    args: { input: t.arg({ type: TickDocumentInput, required: true }) },
    resolve: async (_root, { input }, context) => checkDocument(context.app, await caller(context), input),
  }),
  writeRemark: t.field({
    access: 'clerk',
    type: WriteRemarkResult,
    description: 'Staff: notes something about a visit, for colleagues.',
    args: { input: t.arg({ type: WriteRemarkInput, required: true }) },
    resolve: async (_root, { input }, context) => writeRemark(context.app, await caller(context), input),
  }),
  resendConfirmation: t.field({
    access: 'clerk',
    type: ResendConfirmationResult,
    description: 'Staff: sends the confirmation once more, at most three times in 24 hours.',
    args: { input: t.arg({ type: ResendConfirmationInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      resendConfirmation(context.app, await caller(context), input.bookingId, context.now),
  }),
  exportBookings: t.field({
    access: 'clerk',
    type: ExportBookingsResult,
    description:
      'Staff: bookings of a day that this member of staff may work with, for a file; the audit keeps who took which day.',
    args: { input: t.arg({ type: ExportBookingsInput, required: true }) },
    resolve: async (_root, { input }, context) => exportBookings(context.app, await caller(context), input),
  }),
}))
