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
import { MAX_CANCELLATIONS, MAX_RANGE_DAYS, MAX_REMARK } from '../../kernel/limits.ts'

const Staff = builder.prismaObject('Staff', {
  access: 'proven',
  description: 'Member of staff.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable.' }),
    name: t.exposeString('name', { description: 'Name.' }),
    email: t.exposeString('email', { description: 'E-mail address for sign-in.' }),
    roles: t.exposeStringList('roles', { description: 'Roles: clerk, planner, editor, admin.' }),
  }),
})

const StaffSession = builder.objectRef<{ type: 'StaffSession'; staffId: string }>('StaffSession').implement({
  access: 'proven',
  description: 'Result of a sign-in; the session is in a cookie of the answer.',
  fields: (t) => ({
    staff: t.prismaField({
      type: Staff,
      description: 'Signed-in member of staff.',
      resolve: (query, { staffId }, _args, { app }) =>
        app.db.prisma.staff.findUniqueOrThrow({ ...query, where: { id: staffId } }),
    }),
  }),
})

export const UpdatedBookings = builder.objectRef<UpdatedBookingsShape>('UpdatedBookings').implement({
  access: 'clerk',
  description: 'Bookings after the change, in the order of the input.',
  fields: (t) => ({
    bookings: t.prismaField({
      type: [Booking],
      description: 'Current state.',
      resolve: async (query, { bookingIds }, _args, { app }) => {
        const found = await app.db.prisma.booking.findMany({ ...query, where: { id: { in: bookingIds } } })
        return found.toSorted((a, b) => bookingIds.indexOf(a.id) - bookingIds.indexOf(b.id))
      },
    }),
  }),
})

const BookingsChange = builder.objectRef<string[]>('BookingsChange').implement({
  access: 'clerk',
  description: 'New or changed bookings of a subscription.',
  fields: (t) => ({
    bookings: t.prismaField({
      type: [Booking],
      description: 'Current state, by start; a booking that left the range is sent once more.',
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
  description: 'Credentials of a member of staff.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'E-mail address; case is ignored.' }),
    password: t.string({ required: true, description: 'Password.' }),
    otp: t.string({
      description: 'One-time password of the app, or a recovery code; required if a second factor is set up.',
    }),
  }),
})
const CancelBookingsInput = builder.inputType('CancelBookingsInput', {
  description: 'Bookings that the office cancels, with the reason.',
  fields: (t) => ({
    bookingIds: t.idList({
      required: true,
      description: `1 to ${MAX_CANCELLATIONS} bookings. Either all are cancelled or none.`,
    }),
    reason: t.string({ required: true, description: `For the citizens, 1 to ${MAX_REMARK} characters.` }),
  }),
})

const days = builder.args((t) => ({
  from: t.field({ type: 'Date', required: true, description: 'First day.' }),
  to: t.field({
    type: 'Date',
    required: true,
    description: `Last day; at most ${MAX_RANGE_DAYS} days in all.`,
  }),
  departmentId: t.field({ type: 'ID', description: 'Restricts the answer to this department.' }),
}))

builder.queryFields((t) => ({
  viewer: t.prismaField({
    access: 'own',
    type: Staff,
    nullable: true,
    description: 'The signed-in member of staff; null without a session.',
    resolve: async (query, _root, _args, context) => {
      const staff = await context.staff()
      return staff && context.app.db.prisma.staff.findUnique({ ...query, where: { id: staff.id } })
    },
  }),
  bookings: t.prismaField({
    access: 'clerk',
    type: [Booking],
    description: "Staff: bookings of a range of days in the caller's departments, by start.",
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
    description: 'Staff: the present bookings of a range of days first, then each change.',
    args: days,
    subscribe: async (_root, args, context) => watchBookings(context, await caller(context), args),
    resolve: (ids) => ids,
  }),
)

builder.mutationFields((t) => ({
  signIn: t.field({
    access: 'token',
    type: SignInResult,
    description: 'Opens a session for a member of staff, in a cookie that scripts cannot read.',
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
    description: 'Ends the session of the caller; true if there was one.',
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
    description: 'Staff: cancels bookings; every citizen concerned gets an e-mail with the reason.',
    args: { input: t.arg({ type: CancelBookingsInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      cancelBookings(context.app, await caller(context), input, context.now),
  }),
}))
