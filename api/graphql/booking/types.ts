import type { App } from '../../app/app.ts'
import { builder } from '../core/builder.ts'
import { Address, addressOf, Department, RequiredDocument, Service } from '../catalogue/queries.ts'
import { mergedDocuments } from '../../catalogue/merged-documents.ts'
import { documentIn } from '../../catalogue/required-document.ts'
import { phoneInWords } from '../../kernel/phone.ts'
import { AppointmentMode, BookingChannel, BookingStatus, CancelledBy } from '../core/enums.ts'
import { localeArgument } from '../core/locale.ts'
import { calendarOf } from './batches.ts'
import { openBooking } from '../../booking/managed.ts'

/** Every path to a Booking contains a proof (manage token, staff), so its fields have the rule `proven`. */
export const Booking = builder.prismaObject('Booking', {
  access: 'proven',
  description: 'Booked or held visit.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable for the life of the booking.' }),
    reference: t.exposeString('reference', {
      description: 'Short number for the telephone.',
    }),
    status: t.expose('status', { type: BookingStatus, description: 'Status.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'Start.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'End.' }),
    items: t.relation('items', {
      description: 'Services and persons, in the order of choice.',
      query: { orderBy: { position: 'asc' } },
    }),
    documents: t.field({
      type: [RequiredDocument],
      description:
        'Documents to bring, or to have at hand on the telephone; each once, as the catalogue describes them today.',
      args: localeArgument,
      select: {
        items: {
          orderBy: { position: 'asc' },
          select: { service: { select: { documents: { orderBy: { position: 'asc' } } } } },
        },
      },
      resolve: ({ items }, { locale }) =>
        mergedDocuments(
          items.flatMap(({ service }) => service.documents.map((document) => documentIn(document, locale))),
        ),
    }),
    mode: t.expose('mode', { type: AppointmentMode, description: 'On site or by telephone.' }),
    department: t.relation('department', { type: Department, description: 'Responsible department.' }),
    place: t.field({
      type: Address,
      nullable: true,
      description: 'Address of the visit; null for telephone visits.',
      select: { mode: true, desk: { select: { location: true } } },
      resolve: ({ mode, desk: { location } }) => (mode === 'ON_SITE' ? addressOf(location) : null),
    }),
    channel: t.expose('channel', { type: BookingChannel, description: 'Channel of the booking.' }),
    holdExpiresAt: t.expose('holdExpiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'End of the hold; null after the confirmation.',
    }),
    cancelledBy: t.expose('cancelledBy', {
      type: CancelledBy,
      nullable: true,
      description: 'Party that cancelled; null if it was not cancelled.',
    }),
    cancellationReason: t.exposeString('cancellationReason', {
      nullable: true,
      description: 'Reason as entered; null without one.',
    }),
    contact: t.relation('contact', {
      nullable: true,
      description: 'Contact of the visitor; null during the hold and after the deletion of personal data.',
    }),
    icalendar: t.string({
      nullable: true,
      description: 'Appointment as text/calendar, identical to that of the e-mail; null unless confirmed.',
      select: { id: true, status: true },
      resolve: ({ id, status }, _args, context) => (status === 'CONFIRMED' ? calendarOf(context, id) : null),
    }),
    canCancel: t.boolean({
      description: 'Whether the citizen can cancel it now.',
      select: { status: true, startsAt: true },
      resolve: ({ status, startsAt }, _args, { now }) => status === 'CONFIRMED' && startsAt > now,
    }),
    canReschedule: t.boolean({
      description: 'Whether the citizen can move it now.',
      select: { status: true, startsAt: true },
      resolve: ({ status, startsAt }, _args, { now }) => status === 'CONFIRMED' && startsAt > now,
    }),
    version: t.exposeInt('version', { description: 'Incremented with every change.' }),
  }),
})

builder.prismaObject('BookingItem', {
  name: 'VisitItem',
  access: 'proven',
  description: 'Service of a visit.',
  fields: (t) => ({
    service: t.relation('service', {
      type: Service,
      description: 'Service as the catalogue describes it today.',
    }),
    persons: t.exposeInt('persons', { description: 'Number of persons.' }),
  }),
})

builder.prismaObject('Contact', {
  access: 'proven',
  description: 'Contact of the visitor. Deleted some days after the appointment.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'Name as entered; compared with the identity card at the desk.',
    }),
    email: t.exposeString('email', { nullable: true, description: 'Address for messages.' }),
    phone: t.exposeString('phone', { nullable: true, description: 'E.164: +4934614450' }),
    phoneDisplay: t.string({
      nullable: true,
      description: 'The same number in national format: 03461 4450',
      select: { phone: true },
      // Numbers without a country code were stored as German numbers, see input.ts.
      resolve: ({ phone }) => phone && phoneInWords(phone, 'DE'),
    }),
  }),
})

builder.queryField('booking', (t) =>
  t.prismaField({
    access: 'token',
    type: 'Booking',
    nullable: true,
    description: 'Booking of a manage token; null for every invalid token.',
    args: {
      token: t.arg.string({
        required: true,
        description: 'Manage token, from the link or from `holdSlot` and `book`.',
      }),
    },
    resolve: async (query, _root, { token }, { app }) => {
      const managed = await openBooking(app, token)
      return managed && findBooking(app, query, managed.id)
    },
  }),
)

/** Reads the selected columns of a booking. The caller must have proven its right to the id. */
export function findBooking<Query extends object>(app: App, query: Query, id: string) {
  return app.db.prisma.booking.findUniqueOrThrow({ ...query, where: { id } })
}
