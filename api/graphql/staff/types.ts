import { caller } from '../access/caller.ts'
import { builder } from '../core/builder.ts'
import { cancelBookings } from '../../booking/cancel-by-office.ts'
import { Booking } from '../booking/types.ts'
import type { UpdatedBookings as UpdatedBookingsShape } from '../../kernel/outcome.ts'
import { InvalidInputError, LimitReachedError, RefusedError } from '../core/errors.ts'
import { resultUnion } from '../core/result-union.ts'
import { guardSignIn } from '../core/rate-limits.ts'
import { deviceName } from '../../staff/account/device-name.ts'
import { bookingsBetween } from '../../booking/staff-bookings.ts'
import { watchBookings } from '../booking/watch-bookings.ts'
import { daysOf } from '../core/day-range.ts'
import { closeSession, sessionCookie, sessionSecret } from '../../identity/session.ts'
import { signIn } from '../../staff/sign-in.ts'

const Staff = builder.prismaObject('Staff', {
  access: 'proven',
  description: 'Somebody who works in the town hall.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable.' }),
    name: t.exposeString('name', { description: 'As colleagues know it.' }),
    email: t.exposeString('email', { description: 'For signing in.' }),
    roles: t.exposeStringList('roles', { description: 'clerk, planner, editor, admin' }),
  }),
})

const StaffSession = builder.objectRef<{ type: 'StaffSession'; staffId: string }>('StaffSession').implement({
  access: 'proven',
  description: 'Somebody has signed in; the session is in a cookie of the answer.',
  fields: (t) => ({
    staff: t.prismaField({
      type: Staff,
      description: 'Who.',
      resolve: (query, { staffId }, _args, { app }) =>
        app.db.prisma.staff.findUniqueOrThrow({ ...query, where: { id: staffId } }),
    }),
  }),
})

export const UpdatedBookings = builder.objectRef<UpdatedBookingsShape>('UpdatedBookings').implement({
  access: 'clerk',
  description: 'The bookings after the change, in the order in which they were named.',
  fields: (t) => ({
    bookings: t.prismaField({
      type: [Booking],
      description: 'As they are now.',
      resolve: async (query, { bookingIds }, _args, { app }) => {
        const found = await app.db.prisma.booking.findMany({ ...query, where: { id: { in: bookingIds } } })
        return found.toSorted((a, b) => bookingIds.indexOf(a.id) - bookingIds.indexOf(b.id))
      },
    }),
  }),
})

const BookingsChange = builder.objectRef<string[]>('BookingsChange').implement({
  access: 'clerk',
  description: 'Bookings that are new or changed.',
  fields: (t) => ({
    bookings: t.prismaField({
      type: [Booking],
      description: 'As they are now, by start; one that was moved out of the range is among them once more.',
      resolve: (query, ids, _args, { app }) =>
        app.db.prisma.booking.findMany({
          ...query,
          where: { id: { in: ids } },
          orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
        }),
    }),
  }),
})

export const SignInResult = resultUnion('SignInResult', [StaffSession, LimitReachedError, RefusedError])
const CancelBookingsResult = resultUnion('CancelBookingsResult', [
  UpdatedBookings,
  InvalidInputError,
  RefusedError,
])

const SignInInput = builder.inputType('SignInInput', {
  description: 'Who signs in.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'Upper and lower case are the same.' }),
    password: t.string({ required: true, description: 'As typed.' }),
    otp: t.string({
      description: 'Where a second factor is set up: the one-time password of the app, or a recovery code.',
    }),
  }),
})
const CancelBookingsInput = builder.inputType('CancelBookingsInput', {
  description: 'What the office cancels, and why.',
  fields: (t) => ({
    bookingIds: t.idList({ required: true, description: '1 to 1000 bookings; all are cancelled, or none.' }),
    reason: t.string({ required: true, description: 'For the citizens, 1 to 1000 characters.' }),
  }),
})

const days = builder.args((t) => ({
  from: t.field({ type: 'Date', required: true, description: 'First day.' }),
  to: t.field({ type: 'Date', required: true, description: 'Last day; at most 62 days in all.' }),
  departmentId: t.field({ type: 'ID', description: 'Only of this department.' }),
}))

builder.queryFields((t) => ({
  viewer: t.prismaField({
    access: 'own',
    type: Staff,
    nullable: true,
    description: 'The signed-in member of staff, null for everybody else.',
    resolve: async (query, _root, _args, context) => {
      const staff = await context.staff()
      return staff && context.app.db.prisma.staff.findUnique({ ...query, where: { id: staff.id } })
    },
  }),
  bookings: t.prismaField({
    access: 'clerk',
    type: [Booking],
    description: 'Staff: bookings of a day range that this member of staff may work with, by start.',
    args: days,
    resolve: async (query, _root, args, context) => {
      daysOf(args.from, args.to)
      return bookingsBetween(context.app, await caller(context), args, query)
    },
  }),
}))

builder.subscriptionField('bookingsChanged', (t) =>
  t.field({
    access: 'clerk',
    type: BookingsChange,
    description: 'Staff: bookings of a day range, as they change; first those that there are.',
    args: days,
    subscribe: async (_root, args, context) => watchBookings(context, await caller(context), args),
    resolve: (ids) => ids,
  }),
)

builder.mutationFields((t) => ({
  signIn: t.field({
    access: 'token',
    type: SignInResult,
    description: 'Opens a session for a member of staff, in a cookie that scripts can not read.',
    args: { input: t.arg({ type: SignInInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const limited = await guardSignIn(context, input.email)
      if (limited) return limited
      const device = deviceName(context.request.headers.get('user-agent'))
      const outcome = await signIn(context.app, input, device, context.now)
      if (outcome.type === 'StaffSession')
        context.responseHeaders.append('set-cookie', sessionCookie(context.app, outcome.secret))
      return outcome
    },
  }),
  signOut: t.boolean({
    access: 'anyone',
    description: 'Ends the session; true when there was one.',
    resolve: async (_root, _args, { app, request, responseHeaders }) => {
      const secret = sessionSecret(app, request.headers.get('cookie'))
      responseHeaders.append('set-cookie', sessionCookie(app, null))
      if (!secret) return false
      return (await closeSession(app, secret)) !== null
    },
  }),
  cancelBookings: t.field({
    access: 'clerk',
    type: CancelBookingsResult,
    description: 'Cancellation by the office: every citizen concerned gets an e-mail with the reason.',
    args: { input: t.arg({ type: CancelBookingsInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      cancelBookings(context.app, await caller(context), input, context.now),
  }),
}))
