import { builder } from '../core/builder.ts'
import { feeSum, type FeeSum } from '../../catalogue/fee-sum.ts'
import { RequiredDocument, Service } from '../catalogue/queries.ts'
import { mergedDocuments } from '../../catalogue/merged-documents.ts'
import { documentIn } from '../../catalogue/required-document.ts'
import { localeArgument } from '../core/locale.ts'
import { instantOf } from '../../live/occupancies.ts'
import type { Visit as VisitShape, VisitItem } from '../../availability/model.ts'
import type { Release } from '../../availability/release.ts'
import { addableServices, canServe } from '../../availability/visit.ts'

/** What is wanted, checked, and the visit that it makes. */
export interface WantedVisit {
  items: readonly VisitItem[]
  visit: VisitShape
}

const FeeCertainty = builder.enumType('FeeCertainty', {
  description: 'How far a sum of fees can be relied on.',
  values: {
    FIXED: { description: 'It is all that will be paid.' },
    FROM: { description: 'It may become more: a range, or people who may have to pay as well.' },
    CASE: {
      description:
        'Other fees depend on the case (an age, a wish, a proof): they come on top or take the place of some, and are not in the sum.',
    },
  } as const,
})

const FeeSumType = builder.objectRef<FeeSum>('FeeSum').implement({
  access: 'anyone',
  description:
    'What a visit costs, as far as it is certain: fees with an amount and without a condition, ranges with their lower end, once for each person where each is a case of their own.',
  fields: (t) => ({
    cents: t.exposeInt('cents', { description: 'The sum, in cents.' }),
    currency: t.exposeString('currency', { description: 'ISO 4217: `EUR`.' }),
    certainty: t.expose('certainty', { type: FeeCertainty, description: 'Whether that is all.' }),
  }),
})

const ReleaseType = builder.objectRef<Release>('Release').implement({
  access: 'anyone',
  description: 'When times open that can not be booked yet.',
  fields: (t) => ({
    date: t.field({ type: 'Date', description: 'The day of these times.', resolve: ({ day }) => day }),
    opensAt: t.field({
      type: 'DateTime',
      description: 'From this instant on they can be booked.',
      resolve: ({ opens }) => instantOf(opens),
    }),
  }),
})

export const Visit = builder.objectRef<WantedVisit>('Visit').implement({
  access: 'anyone',
  description: 'What is booked together: services for people, at one desk, without pause.',
  fields: (t) => ({
    durationMinutes: t.int({
      description: 'How long it takes in all, in minutes.',
      resolve: ({ visit }) => visit.minutes,
    }),
    atOneDesk: t.boolean({
      description: 'Whether some desk does all of it; where none does, there are no slots.',
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
        return visit.serviceIds.flatMap((wanted) => found.find(({ id }) => id === wanted) ?? [])
      },
    }),
    addableServices: t.prismaField({
      type: [Service],
      description:
        'What can be added, because one desk does it as well: the popular ones first, otherwise as the catalogue lists them.',
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
      description: 'What to bring for all of it, or to have at hand on the telephone; every paper once.',
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
      description: 'What all of it costs, as far as it is certain.',
      resolve: async ({ items, visit }, _args, { app }) => {
        const services = await app.db.prisma.service.findMany({
          where: { id: { in: [...visit.serviceIds] } },
          select: { id: true, extraMinutesPerPerson: true, fees: true },
        })
        return feeSum(
          services.map(({ id, extraMinutesPerPerson, fees }) => ({
            persons: items.find(({ serviceId }) => serviceId === id)?.persons ?? 1,
            extraMinutesPerPerson,
            // A condition counts by being there, whatever the language.
            fees: fees.map((fee) => ({ ...fee, condition: fee.condition === null ? null : 'some' })),
          })),
        )
      },
    }),
    nextRelease: t.field({
      type: ReleaseType,
      nullable: true,
      description:
        'When the next day of its desks can be booked, as the horizon moves on; null when none is planned within six weeks after it.',
      resolve: ({ visit }, _args, { app: { availability }, now }) => availability.nextRelease(visit, now),
    }),
  }),
})
