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
import { MAX_REMARK } from '../../kernel/limits.ts'

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
  description: 'Bookings of an export; the audit records the export.',
  fields: (t) => ({
    bookings: t.prismaField({
      type: [Booking],
      description: 'Current state, by start.',
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

const VERSION = 'Version that the caller has read; with another current version nothing is changed.'

const TakeStepInput = builder.inputType('TakeStepInput', {
  description: 'Step of a visit on its day.',
  fields: (t) => ({
    bookingId: t.id({ required: true, description: 'Id of the booking.' }),
    version: t.int({ required: true, description: VERSION }),
    step: t.field({ type: VisitStep, required: true, description: 'Step to record.' }),
    tryAgainAt: t.field({
      type: 'DateTime',
      description:
        'With NOT_REACHED: time of the next call. Shown to colleagues; nothing is triggered by it.',
    }),
  }),
})
const TickDocumentInput = builder.inputType('TickDocumentInput', {
  description: 'Check of a required document.',
  fields: (t) => ({
    bookingId: t.id({ required: true, description: 'Id of the booking.' }),
    documentId: t.id({ required: true, description: 'Id from `atDesk.documents`.' }),
    seen: t.boolean({ required: true, description: 'Whether the document was seen; false reverts it.' }),
  }),
})
const WriteRemarkInput = builder.inputType('WriteRemarkInput', {
  description: 'Internal remark about a visit.',
  fields: (t) => ({
    bookingId: t.id({ required: true, description: 'Id of the booking.' }),
    version: t.int({ required: true, description: VERSION }),
    remark: t.string({
      required: true,
      description: `At most ${MAX_REMARK} characters; an empty text deletes the remark.`,
    }),
  }),
})
const ResendConfirmationInput = builder.inputType('ResendConfirmationInput', {
  description: 'Confirmation to send again.',
  fields: (t) => ({ bookingId: t.id({ required: true, description: 'Id of the booking.' }) }),
})
const ExportBookingsInput = builder.inputType('ExportBookingsInput', {
  description: 'Bookings to export.',
  fields: (t) => ({
    day: t.field({ type: 'Date', required: true, description: 'Day of the bookings.' }),
    departmentId: t.id({ description: 'Only of this department.' }),
    deskId: t.id({ description: 'Only at this desk.' }),
  }),
})

builder.mutationFields((t) => ({
  takeStep: t.field({
    access: 'clerk',
    type: TakeStepResult,
    description:
      'Staff: records a step of a visit on its day. If two members of staff call the same visitor, one gets VersionConflictError.',
    args: { input: t.arg({ type: TakeStepInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      takeStep(context.app, await caller(context), input, context.now),
  }),
  tickDocument: t.field({
    access: 'clerk',
    type: TickDocumentResult,
    description: 'Staff: records whether a required document was seen at the desk.',
    args: { input: t.arg({ type: TickDocumentInput, required: true }) },
    resolve: async (_root, { input }, context) => checkDocument(context.app, await caller(context), input),
  }),
  writeRemark: t.field({
    access: 'clerk',
    type: WriteRemarkResult,
    description: 'Staff: sets the internal remark of a visit.',
    args: { input: t.arg({ type: WriteRemarkInput, required: true }) },
    resolve: async (_root, { input }, context) => writeRemark(context.app, await caller(context), input),
  }),
  resendConfirmation: t.field({
    access: 'clerk',
    type: ResendConfirmationResult,
    description: 'Staff: sends the confirmation again, at most three times in 24 hours.',
    args: { input: t.arg({ type: ResendConfirmationInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      resendConfirmation(context.app, await caller(context), input.bookingId, context.now),
  }),
  exportBookings: t.field({
    access: 'clerk',
    type: ExportBookingsResult,
    description:
      'Staff: bookings of a day for an export, limited to departments of the caller. The audit records caller and day.',
    args: { input: t.arg({ type: ExportBookingsInput, required: true }) },
    resolve: async (_root, { input }, context) => exportBookings(context.app, await caller(context), input),
  }),
}))
