import type { Proposal as ProposalShape } from '../../availability/proposals.ts'
import { mailPreviewOf } from '../booking/batches.ts'
import { MailPreview, MoveProposal } from '../booking/office.ts'
import { builder } from '../core/builder.ts'
import { Service } from '../catalogue/queries.ts'
import { BookingStatus } from '../core/enums.ts'
import { ErrorInterface } from '../core/errors.ts'
import { Desk } from '../staff/desks.ts'
import type { AffectedBooking as AffectedShape } from '../../planning/bookings.ts'
import { PlanChangePart } from './types.ts'
import { partsOf } from '../../planning/history.ts'
import type { PlanOutdated, PlanPreview as PreviewShape } from '../../planning/outcome.ts'

const AffectedBooking = builder
  .objectRef<AffectedShape & { proposals: readonly ProposalShape[] }>('AffectedBooking')
  .implement({
    access: 'proven',
    description: 'Booking outside the new opening hours.',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'Id of the booking.' }),
      reference: t.exposeString('reference', { description: 'Reference.' }),
      status: t.expose('status', { type: BookingStatus, description: 'Status.' }),
      startsAt: t.expose('startsAt', { type: 'DateTime', description: 'Start.' }),
      endsAt: t.expose('endsAt', { type: 'DateTime', description: 'End.' }),
      name: t.exposeString('name', { nullable: true, description: 'Name of the visitor.' }),
      hasEmail: t.exposeBoolean('hasEmail', {
        description: 'Whether the booking has an e-mail address; otherwise the office has to call.',
      }),
      desk: t.prismaField({
        type: Desk,
        description: 'Present desk.',
        resolve: (query, { deskId }, _args, { app }) =>
          app.db.prisma.desk.findUniqueOrThrow({ ...query, where: { id: deskId } }),
      }),
      services: t.prismaField({
        type: [Service],
        description: 'Services of the booking.',
        // Loaded by id, so that the services of all bookings are batched into one query.
        resolve: (query, { visit }, _args, { app }) =>
          Promise.all(
            visit.serviceIds.map((id) =>
              app.db.prisma.service.findUniqueOrThrow({ ...query, where: { id } }),
            ),
          ),
      }),
      proposals: t.field({
        type: [MoveProposal],
        description:
          'Proposals for a move, the nearest first, at most three. The proposals of all bookings do not conflict. The same time at another desk needs no mail. Empty if nothing is free within two weeks, after the visitor was called, and if more bookings are affected than can be moved together.',
        resolve: ({ proposals }) => [...proposals],
      }),
      mail: t.field({
        type: MailPreview,
        nullable: true,
        description: 'The mail that a move or a cancellation would send; as `mailPreview`.',
        args: {
          startsAt: t.arg({ type: 'DateTime', description: 'New start; a cancellation if omitted.' }),
          reason: t.arg.string({ description: 'Reason, as a text for the citizen.' }),
        },
        resolve: ({ id }, { startsAt, reason }, context) =>
          mailPreviewOf(context, { bookingId: id, startsAt, reason }),
      }),
    }),
  })

/** The schema's PlanPreview. */
export const PlanPreview = builder.objectRef<PreviewShape>('PlanPreview').implement({
  access: 'proven',
  description: 'Preview of a change of plan; nothing was changed.',
  fields: (t) => ({
    fingerprint: t.exposeString('fingerprint', {
      description: 'Fingerprint for `applyPlanChange`, which refuses it if the preview is out of date.',
    }),
    parts: t.field({
      type: [PlanChangePart],
      description: 'Changes of hours and closures.',
      resolve: ({ writes }) => partsOf(writes),
    }),
    slotsLost: t.exposeInt('slotsLost', {
      description:
        'Number of starts that citizens would lose, within the bookable horizon, counted for the shortest visit of each desk.',
    }),
    slotsGained: t.exposeInt('slotsGained', {
      description: 'Number of starts that citizens would gain, counted in the same way.',
    }),
    bookings: t.field({
      type: [AffectedBooking],
      description: 'Bookings outside the new opening hours, by start. Each needs a choice.',
      args: { id: t.arg.id({ description: 'Restricts the answer to this booking.' }) },
      resolve: ({ affected, proposals }, { id }) =>
        (id ? affected.filter((one) => one.id === id) : affected).map((one) => ({
          ...one,
          proposals: proposals.get(one.id) ?? [],
        })),
    }),
    healed: t.int({
      description: 'Number of flagged bookings that would be within opening hours again.',
      resolve: ({ healed }) => healed.length,
    }),
  }),
})

/** The schema's PlanOutdatedError. */
export const PlanOutdatedError = builder.objectRef<PlanOutdated>('PlanOutdatedError').implement({
  access: 'planner',
  description:
    'The preview is out of date: bookings or the plan were changed, or a time was taken. Nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    bookingIds: t.exposeIDList('bookingIds', {
      description: 'Bookings that need another choice; empty if only the plan has changed.',
    }),
    preview: t.field({
      type: PlanPreview,
      description: 'New preview.',
      resolve: ({ preview }) => preview,
    }),
  }),
})
