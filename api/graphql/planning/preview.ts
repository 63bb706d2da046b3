import { caller } from '../access/caller.ts'
import type { Proposal as ProposalShape } from '../../availability/proposals.ts'
import { mailPreview } from '../../booking/on-behalf/mail-preview.ts'
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
    description: 'A booking that would no longer lie in open hours.',
    fields: (t) => ({
      id: t.exposeID('id', { description: "The booking's." }),
      reference: t.exposeString('reference', { description: 'Its number, for people.' }),
      status: t.expose('status', { type: BookingStatus, description: 'Where it stands.' }),
      startsAt: t.expose('startsAt', { type: 'DateTime', description: 'When it starts.' }),
      endsAt: t.expose('endsAt', { type: 'DateTime', description: 'When it ends.' }),
      name: t.exposeString('name', { nullable: true, description: 'Who comes or is called.' }),
      hasEmail: t.exposeBoolean('hasEmail', {
        description: 'Whether there is an address to write to; if not, somebody should call.',
      }),
      desk: t.prismaField({
        type: Desk,
        description: 'Where it is now.',
        resolve: (query, { deskId }, _args, { app }) =>
          app.db.prisma.desk.findUniqueOrThrow({ ...query, where: { id: deskId } }),
      }),
      services: t.prismaField({
        type: [Service],
        description: 'What it is for.',
        // Asked for one by one, so that those of all bookings become one question to the database.
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
          'Where it could go, the nearest first, at most three; those of all bookings can be taken together. The same time at another desk needs no mail. Empty when nothing is free within two weeks, for who was called, and for more than 200 bookings.',
        resolve: ({ proposals }) => [...proposals],
      }),
      mail: t.field({
        type: MailPreview,
        nullable: true,
        description: 'The mail that a move or a cancellation would send; as `mailPreview`.',
        args: {
          startsAt: t.arg({ type: 'DateTime', description: 'Where it would go; left out: cancelled.' }),
          reason: t.arg.string({ description: 'In the words of the office.' }),
        },
        resolve: async ({ id }, { startsAt, reason }, context) =>
          mailPreview(context.app, await caller(context), { bookingId: id, startsAt, reason }, context.now),
      }),
    }),
  })

/** The schema's PlanPreview. */
export const PlanPreview = builder.objectRef<PreviewShape>('PlanPreview').implement({
  access: 'proven',
  description: 'What a change of plan would do; nothing was changed.',
  fields: (t) => ({
    fingerprint: t.exposeString('fingerprint', {
      description: 'For applying it: it is refused when what stands here is no longer so.',
    }),
    parts: t.field({
      type: [PlanChangePart],
      description: 'What it would do to hours and closures.',
      resolve: ({ writes }) => partsOf(writes),
    }),
    slotsLost: t.exposeInt('slotsLost', {
      description:
        'Starts that citizens are offered now and would not be any more, within the days that can be booked; of the shortest visit of each desk.',
    }),
    slotsGained: t.exposeInt('slotsGained', {
      description: 'Starts that citizens would be offered and are not now, counted likewise.',
    }),
    bookings: t.field({
      type: [AffectedBooking],
      description: 'All that would no longer lie in open hours, by start: each needs a choice.',
      args: { id: t.arg.id({ description: 'Only this one.' }) },
      resolve: ({ affected, proposals }, { id }) =>
        (id ? affected.filter((one) => one.id === id) : affected).map((one) => ({
          ...one,
          proposals: proposals.get(one.id) ?? [],
        })),
    }),
    healed: t.int({
      description: 'How many bookings that were left with a flag would lie in open hours again.',
      resolve: ({ healed }) => healed.length,
    }),
  }),
})

/** The schema's PlanOutdatedError. */
export const PlanOutdatedError = builder.objectRef<PlanOutdated>('PlanOutdatedError').implement({
  access: 'planner',
  description:
    'What the choices were made by is no longer so: bookings came, went or changed, a time was taken, or somebody else has changed the plan. Nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    bookingIds: t.exposeIDList('bookingIds', {
      description:
        'For which another choice has to be made; empty when it is the plan alone that is different.',
    }),
    preview: t.field({
      type: PlanPreview,
      description: 'What the change would do now.',
      resolve: ({ preview }) => preview,
    }),
  }),
})
