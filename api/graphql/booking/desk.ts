import { builder } from '../core/builder.ts'
import { mergedDocuments } from '../../catalogue/merged-documents.ts'
import { type DocumentIn, documentIn } from '../../catalogue/required-document.ts'
import { localeArgument } from '../core/locale.ts'
import { ErrorInterface } from '../core/errors.ts'
import { MessageKind as MessageKinds } from '../../generated/prisma/enums.ts'
import { bookingForStaff } from '../../booking/staff-bookings.ts'
import { Desk } from '../staff/desks.ts'
import { caller } from '../access/caller.ts'
import { denialOf } from '../../identity/rules.ts'
import { Booking, findBooking } from './types.ts'
import type { VersionConflict } from '../../kernel/outcome.ts'
import { type BookingEvent as BookingEventShape, eventsOf } from '../../booking/visit-day/events.ts'
import { MAIL_FAILURES, MAIL_STATES, mailFailure, mailState, MAILS } from '../../booking/visit-day/mails.ts'
import { documentIdOf } from '../../booking/visit-day/document-checklist.ts'
import { STEPS, stepsFrom } from '../../booking/visit-day/steps.ts'

export const VisitStep = builder.enumType('VisitStep', {
  description: 'What a clerk records about a visit on its day.',
  values: {
    CHECK_IN: { description: 'The visitor has come and waits.' },
    CALL: { description: 'The visitor is called to the desk, or on the telephone.' },
    NOT_REACHED: { description: 'Nobody answered the telephone; the visit is open again.' },
    COMPLETE: { description: 'All is done.' },
    NO_SHOW: { description: 'Nobody came, or nobody could be reached.' },
    STEP_BACK: { description: 'The last step was a mistake: the visit stands where it stood before.' },
  } satisfies Record<(typeof STEPS)[number], object>,
})

const Actor = builder.enumType('Actor', {
  description: 'Who did something.',
  values: {
    CITIZEN: { description: 'Whoever has booked, or has the manage link.' },
    STAFF: { description: 'Somebody in the town hall.' },
    SYSTEM: { description: 'The product by itself.' },
  },
})

const MessageKind = builder.enumType(MessageKinds, {
  name: 'MessageKind',
  description: 'What a message tells.',
})
const MailState = builder.enumType('MailState', {
  description: 'What became of a mail.',
  values: {
    WAITING: { description: 'Still to be sent, perhaps after attempts that failed.' },
    SENT: { description: "The citizen's mail server has taken it." },
    FAILED: { description: 'Given up.' },
    NOT_NEEDED: { description: 'What it would have told is over.' },
  } satisfies Record<(typeof MAIL_STATES)[number], object>,
})
const MailFailure = builder.enumType('MailFailure', {
  description: 'Why the last attempt to send a mail failed.',
  values: {
    REFUSED: { description: 'The mailbox does not exist, or does not take this mail.' },
    DEFERRED: { description: 'Its server does not take it now.' },
    UNREACHABLE: { description: 'No mail server was reached.' },
    OTHER: { description: 'Something else; the log of the product says what.' },
  } satisfies Record<(typeof MAIL_FAILURES)[number], object>,
})

const BookingEvent = builder.objectRef<BookingEventShape>('BookingEvent').implement({
  access: 'proven',
  description: 'Something that happened to a booking.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    action: t.exposeString('action', { description: 'What, as the audit names it: `booking.called`.' }),
    actor: t.expose('actor', { type: Actor, description: 'Who.' }),
    staffName: t.exposeString('staffName', {
      nullable: true,
      description: 'Name of the colleague; null for others.',
    }),
  }),
})

const BookingMail = builder.prismaObject('OutboxMessage', {
  name: 'BookingMail',
  access: 'proven',
  description: 'A mail about a booking, sent or to be sent.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable.' }),
    kind: t.expose('kind', { type: MessageKind, description: 'What it tells.' }),
    state: t.field({ type: MailState, description: 'What became of it.', resolve: mailState }),
    at: t.field({
      type: 'DateTime',
      description: 'When it was sent, given up or dropped; of one that waits, when it is due.',
      resolve: ({ sentAt, failedAt, skippedAt, dueAt }) => sentAt ?? failedAt ?? skippedAt ?? dueAt,
    }),
    failure: t.field({
      type: MailFailure,
      nullable: true,
      description: 'Why the last attempt failed; null when none did.',
      resolve: mailFailure,
    }),
  }),
})

/** A paper that can be ticked. */
interface DocumentAtDesk extends DocumentIn {
  id: string
  seen: boolean
}

const CheckedDocument = builder.objectRef<DocumentAtDesk>('CheckedDocument').implement({
  access: 'proven',
  description: 'A paper that a visit needs, and whether it was seen at the desk.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description: 'For tickDocument; another one when the catalogue asks for another paper in its place.',
    }),
    title: t.exposeString('title', { description: 'What it is.' }),
    requiredWhen: t.exposeString('requiredWhen', {
      nullable: true,
      description: 'In which case it is needed, as a text for people; null: always.',
    }),
    seen: t.exposeBoolean('seen', { description: 'Somebody at the office has seen it.' }),
  }),
})

const BookingAtDesk = builder.prismaObject('Booking', {
  variant: 'BookingAtDesk',
  access: 'proven',
  description: 'What the office alone knows about a booking.',
  fields: (t) => ({
    desk: t.relation('desk', { type: Desk, description: 'Where the visitor is served, or who calls.' }),
    steps: t.field({
      type: [VisitStep],
      description:
        'What can be recorded as it stands, in the order in which a visit goes; refused before its day, and a no-show before its time.',
      resolve: (booking) => stepsFrom(booking, booking.mode),
    }),
    arrivedAt: t.expose('arrivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the visitor came; null: nobody noted it.',
    }),
    calledAt: t.expose('calledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the visitor was called.',
    }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When all was done.',
    }),
    callAttempts: t.exposeInt('callAttempts', { description: 'How often nobody answered the telephone.' }),
    tryAgainAt: t.expose('tryAgainAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When to call again; null: no time was set, or it was called or moved since.',
    }),
    displaced: t.boolean({
      description: 'A change of plan has left it where it is shut: somebody must move or cancel it.',
      resolve: ({ displacedBy }) => displacedBy !== null,
    }),
    citizenRemark: t.string({
      nullable: true,
      description: 'What the citizen has added when booking.',
      select: { contact: { select: { remark: true } } },
      resolve: ({ contact }) => contact?.remark ?? null,
    }),
    remark: t.string({
      nullable: true,
      description: 'What the office has noted; deleted with the contact.',
      select: { contact: { select: { officeRemark: true } } },
      resolve: ({ contact }) => contact?.officeRemark ?? null,
    }),
    documents: t.field({
      type: [CheckedDocument],
      description: 'Every paper once, as in `Booking.documents`, and whether it was seen.',
      args: localeArgument,
      select: {
        documentsSeen: true,
        items: {
          orderBy: { position: 'asc' },
          select: { service: { select: { id: true, documents: { orderBy: { position: 'asc' } } } } },
        },
      },
      resolve: ({ items, documentsSeen }, { locale }) =>
        mergedDocuments(
          items.flatMap(({ service }) =>
            service.documents.map((document): DocumentAtDesk => {
              const id = documentIdOf(service.id, document)
              return { id, seen: documentsSeen.includes(id), ...documentIn(document, locale) }
            }),
          ),
        ),
    }),
    history: t.field({
      type: [BookingEvent],
      description: 'What happened to it, the newest first.',
      args: {
        last: t.arg.int({ required: true, defaultValue: 50, description: 'At most so many, 1 to 200.' }),
      },
      resolve: ({ id }, { last }, { app }) => eventsOf(app.db, id, Math.min(200, Math.max(1, last))),
    }),
    mails: t.relation('messages', {
      type: BookingMail,
      description: 'Mails about it, in the order in which they were written.',
      query: { where: MAILS, orderBy: [{ createdAt: 'asc' }, { dueAt: 'asc' }] },
    }),
  }),
})

builder.prismaObjectField(Booking, 'atDesk', (t) =>
  t.variant(BookingAtDesk, {
    description:
      'What the office alone knows. Null for everybody but clerks of this department: whoever has the manage link sees nothing of it.',
    isNull: async ({ departmentId }, _args, context) => {
      const session = await context.session()
      return denialOf('clerk', session) !== null || !session?.staff.mayWorkIn(departmentId)
    },
  }),
)

builder.queryField('bookingById', (t) =>
  t.prismaField({
    access: 'clerk',
    type: Booking,
    nullable: true,
    description: 'Staff: one booking; null when there is none that this member of staff may work with.',
    args: { id: t.arg.id({ required: true, description: 'Of the booking.' }) },
    resolve: async (query, _root, { id }, context) =>
      bookingForStaff(context.app, await caller(context), id, query),
  }),
)

export const VersionConflictError = builder.objectRef<VersionConflict>('VersionConflictError').implement({
  access: 'proven',
  description: 'Somebody else has changed the booking since the caller saw it; nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    expectedVersion: t.exposeInt('expectedVersion', { description: 'The version that the caller had seen.' }),
    booking: t.prismaField({
      type: Booking,
      description: 'As it is now.',
      resolve: (query, { bookingId }, _args, { app }) => findBooking(app, query, bookingId),
    }),
  }),
})
