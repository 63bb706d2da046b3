import { builder } from '../builder.ts'
import { AppointmentMode } from '../enums.ts'
import { localeArgument } from '../locale.ts'
import { serviceFields, type ValueOf } from '../../catalogue/fields/index.ts'
import { namesOf } from '../../catalogue/search/index.ts'
import { optionalTextOf, textOf } from '../../kernel/text.ts'
import { addDescribedFields } from './described-fields.ts'
import { Fee } from './fee.ts'
import { Naming, namesDescription } from './naming.ts'
import { documentIn } from '../../catalogue/required-document.ts'
import { RequiredDocument } from './required-document.ts'

const byPosition = { orderBy: { position: 'asc' } } as const

/** The JSON column as it is described. */
type OnlineAlternative = ValueOf<typeof serviceFields.onlineAlternative>

export const Service = builder.prismaObject('Service', {
  description: 'One thing that the office does and that can be booked.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable for as long as the service is offered; what `items` name.' }),
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
      description: 'Whether citizens come, or the office calls.',
    }),
    combinable: t.boolean({
      description: 'Whether a desk does other services as well, so that they can be one visit: see `visit`.',
      resolve: ({ id }, _args, { app: { horizon } }) =>
        horizon.plan.desks.values().some(({ desk }) => desk.serviceIds.has(id) && desk.serviceIds.size > 1),
    }),
    documents: t.field({
      type: [RequiredDocument],
      description: 'What to bring, or to have at hand on the telephone, in the order of importance.',
      args: localeArgument,
      select: { documents: byPosition },
      resolve: ({ documents }, { locale }) => documents.map((document) => documentIn(document, locale)),
    }),
    fees: t.field({
      type: [Fee],
      description: 'What it costs, surcharges too; empty: nothing is known about a fee.',
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
      description: 'How it goes online, without an appointment; null: it does not.',
      args: localeArgument,
      resolve: ({ onlineAlternative }, { locale }) => {
        const online = onlineAlternative as OnlineAlternative
        return online?.available ? textOf(online.text, locale) : null
      },
    }),
    onlineAlternativeUrl: t.string({
      nullable: true,
      description: 'Where it goes online; null: it does not, or the text says where.',
      resolve: ({ onlineAlternative }) => {
        const online = onlineAlternative as OnlineAlternative
        return online?.available ? online.url : null
      },
    }),
    otherWays: t.string({
      nullable: true,
      description: 'What to know about doing it without an appointment, also where there is no way online.',
      args: localeArgument,
      resolve: ({ onlineAlternative }, { locale }) =>
        optionalTextOf((onlineAlternative as OnlineAlternative)?.text, locale),
    }),
    department: t.relation('department', { description: 'Who does it.' }),
    topics: t.relation('topics', {
      description: 'Topics under which citizens find it; at least one while it is offered.',
      query: byPosition,
    }),
  }),
})

addDescribedFields(Service, serviceFields)
