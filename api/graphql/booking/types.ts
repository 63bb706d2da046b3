import type { App } from '../../app.ts'
import { builder } from '../core/builder.ts'
import { Address, addressOf, Department, RequiredDocument, Service } from '../catalogue/queries.ts'
import { mergedDocuments } from '../../catalogue/merged-documents.ts'
import { documentIn } from '../../catalogue/required-document.ts'
import { phoneInWords } from '../../kernel/phone.ts'
import { AppointmentMode, BookingChannel, BookingStatus, CancelledBy } from '../core/enums.ts'
import { localeArgument } from '../core/locale.ts'
import { calendarOf } from '../../booking/calendar.ts'
import { openBooking } from '../../booking/managed.ts'

/** Every way to a Booking goes past a proof (manage token, staff), so its fields ask no more. */
export const Booking = builder.prismaObject('Booking', {
  access: 'proven',
  description: 'A visit at a time.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable for the life of the booking.' }),
    reference: t.exposeString('reference', {
      description: 'Short number that can be read out on the phone.',
    }),
    status: t.expose('status', { type: BookingStatus, description: 'Where the booking stands.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'When the visit starts.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'When it ends.' }),
    items: t.relation('items', {
      description: 'What it is for, in the order in which it was chosen.',
      query: { orderBy: { position: 'asc' } },
    }),
    documents: t.field({
      type: [RequiredDocument],
      description:
        'What to bring for all of it, or to have at hand on the telephone; every paper once, as the catalogue describes it today.',
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
    mode: t.expose('mode', { type: AppointmentMode, description: 'On site, or the office calls.' }),
    department: t.relation('department', { type: Department, description: 'Who does it.' }),
    place: t.field({
      type: Address,
      nullable: true,
      description: 'Where to come; null when the office calls.',
      select: { mode: true, desk: { select: { location: true } } },
      resolve: ({ mode, desk: { location } }) => (mode === 'ON_SITE' ? addressOf(location) : null),
    }),
    channel: t.expose('channel', { type: BookingChannel, description: 'The way by which it was made.' }),
    holdExpiresAt: t.expose('holdExpiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when the time is held; null once it is booked.',
    }),
    cancelledBy: t.expose('cancelledBy', {
      type: CancelledBy,
      nullable: true,
      description: 'Who cancelled it; null when nobody did.',
    }),
    cancellationReason: t.exposeString('cancellationReason', {
      nullable: true,
      description: 'In the words of the one who cancelled; null when nothing was said.',
    }),
    contact: t.relation('contact', {
      nullable: true,
      description:
        'Who comes or is called; null while the time is only held, and after the data was deleted.',
    }),
    icalendar: t.string({
      nullable: true,
      description:
        'The appointment as text/calendar, the same object that the e-mail carries; null unless it is confirmed.',
      select: { id: true, status: true },
      resolve: ({ id, status }, _args, { app, now }) =>
        status === 'CONFIRMED' ? calendarOf(app, id, now) : null,
    }),
    canCancel: t.boolean({
      description: 'Whether its holder can cancel it now.',
      select: { status: true, startsAt: true },
      resolve: ({ status, startsAt }, _args, { now }) => status === 'CONFIRMED' && startsAt > now,
    }),
    canReschedule: t.boolean({
      description: 'Whether its holder can move it now.',
      select: { status: true, startsAt: true },
      resolve: ({ status, startsAt }, _args, { now }) => status === 'CONFIRMED' && startsAt > now,
    }),
    version: t.exposeInt('version', { description: 'Rises with every change.' }),
  }),
})

builder.prismaObject('BookingItem', {
  name: 'VisitItem',
  access: 'proven',
  description: 'One service of a visit.',
  fields: (t) => ({
    service: t.relation('service', { type: Service, description: 'As the catalogue describes it today.' }),
    persons: t.exposeInt('persons', { description: 'People it is for.' }),
  }),
})

builder.prismaObject('Contact', {
  access: 'proven',
  description: 'Who comes or is called. Deleted some days after the appointment.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'As typed; checked against the identity card at the desk.' }),
    email: t.exposeString('email', { nullable: true, description: 'Where messages go.' }),
    phone: t.exposeString('phone', { nullable: true, description: 'E.164: +4934614450' }),
    phoneDisplay: t.string({
      nullable: true,
      description: 'The same number as people here write it: 03461 4450',
      select: { phone: true },
      // Numbers without a country were read as German ones: see input.ts.
      resolve: ({ phone }) => phone && phoneInWords(phone, 'DE'),
    }),
  }),
})

builder.queryField('booking', (t) =>
  t.prismaField({
    access: 'token',
    type: 'Booking',
    nullable: true,
    description: 'The booking behind a manage link; null for every token that opens nothing.',
    args: {
      token: t.arg.string({ required: true, description: 'From the link, or from holdSlot and book.' }),
    },
    resolve: async (query, _root, { token }, { app }) => {
      const managed = await openBooking(app, token)
      return managed && findBooking(app, query, managed.id)
    },
  }),
)

/** Reads a booking with just the columns that were asked for; the id must have been proven before. */
export function findBooking<Query extends object>(app: App, query: Query, id: string) {
  return app.db.prisma.booking.findUniqueOrThrow({ ...query, where: { id } })
}
