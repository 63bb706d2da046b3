import { builder } from '../core/builder.ts'
import { feeSum, type FeeSum } from '../../catalogue/fee-sum.ts'
import { RequiredDocument, Service } from '../catalogue/queries.ts'
import { mergedDocuments } from '../../catalogue/merged-documents.ts'
import { documentIn } from '../../catalogue/required-document.ts'
import { localeArgument } from '../core/locale.ts'
import { instantOf } from '../../kernel/instant.ts'
import type { Visit as VisitShape, VisitItem } from '../../availability/model.ts'
import type { Release } from '../../availability/release.ts'
import { addableServices, canServe } from '../../availability/visit.ts'

/** Valid items and their visit. */
export interface WantedVisit {
  items: readonly VisitItem[]
  visit: VisitShape
}

const FeeCertainty = builder.enumType('FeeCertainty', {
  description: 'Certainty of a sum of fees.',
  values: {
    FIXED: { description: 'The sum is final.' },
    FROM: { description: 'Lower bound: a fee is a range, or further persons may have to pay.' },
    CASE: {
      description:
        'Further fees depend on the case (age, express order, exemption). They add to the sum or replace parts of it, and are not included.',
    },
  } as const,
})

const FeeSumType = builder.objectRef<FeeSum>('FeeSum').implement({
  access: 'anyone',
  description:
    'Sum of the fees of a visit, as far as they are certain: fees with an amount and without a condition; ranges count with their lower end; fees per person count for each person.',
  fields: (t) => ({
    cents: t.exposeInt('cents', { description: 'The sum, in cents.' }),
    currency: t.exposeString('currency', { description: 'ISO 4217: `EUR`.' }),
    certainty: t.expose('certainty', { type: FeeCertainty, description: 'Certainty of the sum.' }),
  }),
})

const ReleaseType = builder.objectRef<Release>('Release').implement({
  access: 'anyone',
  description: 'Future release of a day for booking.',
  fields: (t) => ({
    date: t.field({ type: 'Date', description: 'Day that will be released.', resolve: ({ day }) => day }),
    opensAt: t.field({
      type: 'DateTime',
      description: 'Instant from which the day can be booked.',
      resolve: ({ opens }) => instantOf(opens),
    }),
  }),
})

export const Visit = builder.objectRef<WantedVisit>('Visit').implement({
  access: 'anyone',
  description: 'Services and persons that are booked together, at one desk, without a pause.',
  fields: (t) => ({
    durationMinutes: t.int({
      description: 'Duration in minutes.',
      resolve: ({ visit }) => visit.minutes,
    }),
    atOneDesk: t.boolean({
      description: 'Whether one desk serves all of the services; without such a desk there are no slots.',
      resolve: ({ visit }, _args, { app: { availability } }) =>
        availability.plan.desks.values().some(({ desk }) => canServe(desk, visit)),
    }),
    services: t.prismaField({
      type: [Service],
      description: 'The services of its items, in their order.',
      resolve: async (query, { visit }, _args, { app }) => {
        const found = await app.db.prisma.service.findMany({
          ...query,
          where: { id: { in: [...visit.serviceIds] } },
        })
        return visit.serviceIds.flatMap((serviceId) => found.find(({ id }) => id === serviceId) ?? [])
      },
    }),
    addableServices: t.prismaField({
      type: [Service],
      description:
        'Services that can be added because the same desk serves them: popular ones first, then in the order of the catalogue.',
      resolve: (query, { visit }, _args, { app }) => {
        const desks = app.availability.plan.desks.values().map(({ desk }) => desk)
        return app.db.prisma.service.findMany({
          ...query,
          where: { active: true, id: { in: [...addableServices(visit, desks)] } },
          orderBy: [{ popular: 'desc' }, { position: 'asc' }],
        })
      },
    }),
    documents: t.field({
      type: [RequiredDocument],
      description: 'Documents to bring, or to have at hand on the telephone; each once.',
      args: localeArgument,
      resolve: async ({ visit }, { locale }, { app }) => {
        const services = await app.db.prisma.service.findMany({
          where: { id: { in: [...visit.serviceIds] } },
          select: { id: true, documents: { orderBy: { position: 'asc' } } },
        })
        const inOrder = visit.serviceIds.flatMap((id) => services.find((service) => service.id === id) ?? [])
        return mergedDocuments(
          inOrder.flatMap(({ documents }) => documents.map((document) => documentIn(document, locale))),
        )
      },
    }),
    fees: t.field({
      type: FeeSumType,
      description: 'Sum of the fees.',
      resolve: async ({ items, visit }, _args, { app }) => {
        const services = await app.db.prisma.service.findMany({
          where: { id: { in: [...visit.serviceIds] } },
          select: { id: true, extraMinutesPerPerson: true, fees: true },
        })
        return feeSum(
          services.map(({ id, extraMinutesPerPerson, fees }) => ({
            persons: items.find(({ serviceId }) => serviceId === id)?.persons ?? 1,
            extraMinutesPerPerson,
            // Only the presence of a condition matters, not its text.
            fees: fees.map((fee) => ({ ...fee, condition: fee.condition === null ? null : 'some' })),
          })),
        )
      },
    }),
    nextRelease: t.field({
      type: ReleaseType,
      nullable: true,
      description:
        'The next day of its desks that the moving horizon will release; null if none is planned within six weeks after the horizon.',
      resolve: ({ visit }, _args, { app: { availability }, now }) => availability.nextRelease(visit, now),
    }),
  }),
})
