import { builder } from '../core/builder.ts'
import { AppointmentMode } from '../core/enums.ts'
import { localeArgument } from '../core/locale.ts'
import { serviceFields, type ValueOf } from '../../catalogue/fields/index.ts'
import { namesOf } from '../../catalogue/search/index.ts'
import { optionalTextOf, textOf } from '../../kernel/text.ts'
import { addDescribedFields } from './described-fields.ts'
import { Fee } from './fee.ts'
import { Naming, namesDescription } from './naming.ts'
import { documentIn } from '../../catalogue/required-document.ts'
import { RequiredDocument } from './required-document.ts'

const byPosition = { orderBy: { position: 'asc' } } as const

/** Content of the JSON column, see the field's description in catalogue/fields. */
type OnlineAlternative = ValueOf<typeof serviceFields.onlineAlternative>

export const Service = builder.prismaObject('Service', {
  access: 'anyone',
  description: 'A service of the office that can be booked.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable while the service is offered; `items` of a visit name it.' }),
    leikaKey: t.string({
      nullable: true,
      description: 'Key in the catalogue of public services (LeiKa), 14 digits; null: none is known.',
      resolve: ({ leikaKeys }) => leikaKeys[0] ?? null,
    }),
    names: t.field({
      type: [Naming],
      description: namesDescription,
      resolve: ({ title, synonyms }) => namesOf(title, synonyms),
    }),
    mode: t.expose('mode', {
      type: AppointmentMode,
      description: 'Whether the visit is on site or by telephone.',
    }),
    combinable: t.boolean({
      description:
        'Whether a desk also serves other services, so that they can be combined in one visit: see `visit`.',
      resolve: ({ id }, _args, { app: { availability } }) =>
        availability.plan.desks
          .values()
          .some(({ desk }) => desk.serviceIds.has(id) && desk.serviceIds.size > 1),
    }),
    documents: t.field({
      type: [RequiredDocument],
      description: 'Documents to bring, or to have at hand on the telephone, most important first.',
      args: localeArgument,
      select: { documents: byPosition },
      resolve: ({ documents }, { locale }) => documents.map((document) => documentIn(document, locale)),
    }),
    fees: t.field({
      type: [Fee],
      description: 'Fees, including surcharges; empty: no fee is known.',
      args: localeArgument,
      select: { fees: byPosition },
      resolve: ({ fees }, { locale }) =>
        fees.map(({ label, condition, ...amounts }) => ({
          ...amounts,
          label: textOf(label, locale),
          condition: optionalTextOf(condition, locale),
        })),
    }),
    onlineAlternative: t.string({
      nullable: true,
      description: 'How to do it online, without an appointment; null: not possible online.',
      args: localeArgument,
      resolve: ({ onlineAlternative }, { locale }) => {
        const online = onlineAlternative as OnlineAlternative
        return online?.available ? textOf(online.text, locale) : null
      },
    }),
    onlineAlternativeUrl: t.string({
      nullable: true,
      description: 'Address of the online service; null: not possible online, or the text names it.',
      resolve: ({ onlineAlternative }) => {
        const online = onlineAlternative as OnlineAlternative
        return online?.available ? online.url : null
      },
    }),
    otherWays: t.string({
      nullable: true,
      description: 'How to do it without an appointment, also when it is not possible online.',
      args: localeArgument,
      resolve: ({ onlineAlternative }, { locale }) =>
        optionalTextOf((onlineAlternative as OnlineAlternative)?.text, locale),
    }),
    department: t.relation('department', { description: 'The department that provides it.' }),
    topics: t.relation('topics', {
      description: 'Topics under which citizens find it; at least one while it is offered.',
      query: byPosition,
    }),
  }),
})

addDescribedFields(Service, serviceFields)
