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
import { MAX_AUDIT_ENTRIES } from '../../kernel/limits.ts'

export const VisitStep = builder.enumType('VisitStep', {
  description: 'Step of a visit that a clerk records on its day.',
  values: {
    CHECK_IN: { description: 'The visitor has arrived and waits.' },
    CALL: { description: 'The visitor is called to the desk, or on the telephone.' },
    NOT_REACHED: { description: 'The telephone call was not answered; the visit is open again.' },
    COMPLETE: { description: 'The visit is finished.' },
    NO_SHOW: { description: 'The visitor did not come, or could not be reached.' },
    STEP_BACK: { description: 'Reverts the last step.' },
  } satisfies Record<(typeof STEPS)[number], object>,
})

const Actor = builder.enumType('Actor', {
  description: 'Kind of actor of a booking event.',
  values: {
    CITIZEN: { description: 'The citizen who booked or holds the manage link.' },
    STAFF: { description: 'A member of staff.' },
    SYSTEM: { description: 'The product itself.' },
  },
})

const MessageKind = builder.enumType(MessageKinds, {
  name: 'MessageKind',
  description: 'Kind of message.',
})
const MailState = builder.enumType('MailState', {
  description: 'Delivery state of a mail.',
  values: {
    WAITING: { description: 'To be sent, perhaps after failed attempts.' },
    SENT: { description: "Accepted by the citizen's mail server." },
    FAILED: { description: 'Delivery was given up.' },
    NOT_NEEDED: { description: 'Not sent, because its content is out of date.' },
  } satisfies Record<(typeof MAIL_STATES)[number], object>,
})
const MailFailure = builder.enumType('MailFailure', {
  description: 'Reason of the last failed delivery attempt.',
  values: {
    REFUSED: { description: 'The mailbox does not exist or rejects this mail.' },
    DEFERRED: { description: 'The mail server defers it.' },
    UNREACHABLE: { description: 'No mail server could be reached.' },
    OTHER: { description: 'Another reason; see the log of the product.' },
  } satisfies Record<(typeof MAIL_FAILURES)[number], object>,
})

const BookingEvent = builder.objectRef<BookingEventShape>('BookingEvent').implement({
  access: 'proven',
  description: 'Event in the history of a booking.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'Instant of the event.' }),
    action: t.exposeString('action', { description: 'Action code of the audit, e.g. `booking.called`.' }),
    actor: t.expose('actor', { type: Actor, description: 'Kind of actor.' }),
    staffName: t.exposeString('staffName', {
      nullable: true,
      description: 'Name of the member of staff; null for other actors.',
    }),
  }),
})

const BookingMail = builder.prismaObject('OutboxMessage', {
  name: 'BookingMail',
  access: 'proven',
  description: 'Mail about a booking, sent or to be sent.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable.' }),
    kind: t.expose('kind', { type: MessageKind, description: 'Kind of message.' }),
    state: t.field({ type: MailState, description: 'Delivery state.', resolve: mailState }),
    at: t.field({
      type: 'DateTime',
      description: 'Instant at which it was sent, given up or dropped; while it waits, its due time.',
      resolve: ({ sentAt, failedAt, skippedAt, dueAt }) => sentAt ?? failedAt ?? skippedAt ?? dueAt,
    }),
    failure: t.field({
      type: MailFailure,
      nullable: true,
      description: 'Reason of the last failed attempt; null without one.',
      resolve: mailFailure,
    }),
  }),
})

/** A required document that can be checked off. */
interface DocumentAtDesk extends DocumentIn {
  id: string
  seen: boolean
}

const CheckedDocument = builder.objectRef<DocumentAtDesk>('CheckedDocument').implement({
  access: 'proven',
  description: 'Required document of a visit, with its check at the desk.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description: 'Id for `tickDocument`; changes when the catalogue replaces the document.',
    }),
    title: t.exposeString('title', { description: 'Name of the document.' }),
    requiredWhen: t.exposeString('requiredWhen', {
      nullable: true,
      description: 'Condition as text; null if always required.',
    }),
    seen: t.exposeBoolean('seen', { description: 'Whether it was seen at the desk.' }),
  }),
})

const BookingAtDesk = builder.prismaObject('Booking', {
  variant: 'BookingAtDesk',
  access: 'proven',
  description: 'Data of a booking that only the office sees.',
  fields: (t) => ({
    desk: t.relation('desk', {
      type: Desk,
      description: 'Desk of the visit; for telephone visits, the line that calls.',
    }),
    steps: t.field({
      type: [VisitStep],
      description:
        'Steps that its state allows, in the order of a visit. Steps are refused before the day of the visit, and a no-show before its start.',
      resolve: (booking) => stepsFrom(booking, booking.mode),
    }),
    arrivedAt: t.expose('arrivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Arrival of the visitor; null if not recorded.',
    }),
    calledAt: t.expose('calledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Call of the visitor.',
    }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'End of the visit as recorded.',
    }),
    callAttempts: t.exposeInt('callAttempts', { description: 'Number of unanswered telephone calls.' }),
    tryAgainAt: t.expose('tryAgainAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the next call; null if none was set, or after a later call or move.',
    }),
    displaced: t.boolean({
      description: 'Whether a change of plan closed its desk at its time: it has to be moved or cancelled.',
      resolve: ({ displacedBy }) => displacedBy !== null,
    }),
    citizenRemark: t.string({
      nullable: true,
      description: 'Remark of the citizen.',
      select: { contact: { select: { remark: true } } },
      resolve: ({ contact }) => contact?.remark ?? null,
    }),
    remark: t.string({
      nullable: true,
      description: 'Internal remark of the office; deleted with the contact.',
      select: { contact: { select: { officeRemark: true } } },
      resolve: ({ contact }) => contact?.officeRemark ?? null,
    }),
    documents: t.field({
      type: [CheckedDocument],
      description: 'Required documents as in `Booking.documents`, with their check.',
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
      description: 'Events, the newest first.',
      args: {
        last: t.arg.int({
          required: true,
          defaultValue: 50,
          description: `Number of events, 1 to ${MAX_AUDIT_ENTRIES}.`,
        }),
      },
      resolve: ({ id }, { last }, { app }) =>
        eventsOf(app.db, id, Math.min(MAX_AUDIT_ENTRIES, Math.max(1, last))),
    }),
    mails: t.relation('messages', {
      type: BookingMail,
      description: 'Mails in the order of their creation.',
      query: { where: MAILS, orderBy: [{ createdAt: 'asc' }, { dueAt: 'asc' }] },
    }),
  }),
})

builder.prismaObjectField(Booking, 'atDesk', (t) =>
  t.variant(BookingAtDesk, {
    description:
      'Data that only the office sees. Null except for clerks of its department; null for a caller with only the manage link.',
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
    description: 'Staff: one booking; null if it does not exist or belongs to another department.',
    args: { id: t.arg.id({ required: true, description: 'Id of the booking.' }) },
    resolve: async (query, _root, { id }, context) =>
      bookingForStaff(context.app, await caller(context), id, query),
  }),
)

export const VersionConflictError = builder.objectRef<VersionConflict>('VersionConflictError').implement({
  access: 'proven',
  description: 'The booking was changed since the caller read it; nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    expectedVersion: t.exposeInt('expectedVersion', { description: 'Version that the caller sent.' }),
    booking: t.prismaField({
      type: Booking,
      description: 'Current state.',
      resolve: (query, { bookingId }, _args, { app }) => findBooking(app, query, bookingId),
    }),
  }),
})
