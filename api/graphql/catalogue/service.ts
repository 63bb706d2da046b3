import { builder } from '../core/builder.ts'
import { AppointmentMode } from '../core/enums.ts'
import { localeArgument } from '../core/locale.ts'
import { namesOf } from '../../catalogue/search/index.ts'
import { optionalTextOf, textOf, textsOf } from '../../kernel/text.ts'
import { Fee } from './fee.ts'
import { Naming, namesDescription } from './naming.ts'
import { documentIn } from '../../catalogue/required-document.ts'
import { RequiredDocument } from './required-document.ts'

const byPosition = { orderBy: { position: 'asc' } } as const

/** The column as the import writes it: format.ts. */
interface OnlineAlternative {
  available: boolean
  url: string | null
  text: Record<string, string>
}

export const Service = builder.prismaObject('Service', {
  access: 'anyone',
  description: 'One thing that the office does and that can be booked.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable for as long as the service is offered; what `items` name.' }),
    slug: t.exposeString('slug', { description: 'Its address on the web, unique.' }),
    leikaKey: t.string({
      nullable: true,
      description: 'Key in the catalogue of public services (LeiKa), 14 digits; null: none is known.',
      resolve: ({ leikaKeys }) => leikaKeys[0] ?? null,
    }),
    title: t.string({
      description: 'What citizens get done, in a few words.',
      args: localeArgument,
      resolve: ({ title }, { locale }) => textOf(title, locale),
    }),
    summary: t.string({
      description: 'What it is and for whom, in two or three sentences.',
      args: localeArgument,
      resolve: ({ summary }, { locale }) => textOf(summary, locale),
    }),
    notes: t.stringList({
      description: 'What to mind, a sentence or two each.',
      args: localeArgument,
      resolve: ({ notes }, { locale }) => textsOf(notes, locale),
    }),
    names: t.field({
      type: [Naming],
      description: namesDescription,
      resolve: ({ title, synonyms }) => namesOf(title, synonyms),
    }),
    synonyms: t.stringList({
      description: 'Words that people type for it, misspelled ones too: for searching, not for showing.',
      args: localeArgument,
      resolve: ({ synonyms }, { locale }) => textsOf(synonyms, locale),
    }),
    mode: t.expose('mode', {
      type: AppointmentMode,
      description: 'Whether citizens come, or the office calls.',
    }),
    durationMinutes: t.exposeInt('durationMinutes', { description: 'Length for one person, in minutes.' }),
    extraMinutesPerPerson: t.exposeInt('extraMinutesPerPerson', {
      description: 'Added to the length for each further person, in minutes.',
    }),
    maxPersons: t.exposeInt('maxPersons', { description: 'So many people at most in one visit.' }),
    walkInPossible: t.exposeBoolean('walkInPossible', {
      description: 'Whether it also goes without an appointment.',
    }),
    combinable: t.boolean({
      description: 'Whether a desk does other services as well, so that they can be one visit: see `visit`.',
      resolve: ({ id }, _args, { app: { availability } }) =>
        availability.plan.desks
          .values()
          .some(({ desk }) => desk.serviceIds.has(id) && desk.serviceIds.size > 1),
    }),
    popular: t.exposeBoolean('popular', { description: 'Among those that are wanted most.' }),
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
        const online = onlineAlternative as OnlineAlternative | null
        return online?.available ? textOf(online.text, locale) : null
      },
    }),
    onlineAlternativeUrl: t.string({
      nullable: true,
      description: 'Where it goes online; null: it does not, or the text says where.',
      resolve: ({ onlineAlternative }) => {
        const online = onlineAlternative as OnlineAlternative | null
        return online?.available ? online.url : null
      },
    }),
    otherWays: t.string({
      nullable: true,
      description: 'What to know about doing it without an appointment, also where there is no way online.',
      args: localeArgument,
      resolve: ({ onlineAlternative }, { locale }) =>
        optionalTextOf((onlineAlternative as OnlineAlternative | null)?.text, locale),
    }),
    legalBasis: t.exposeStringList('legalBasis', {
      description: 'Laws and by-laws behind it, as lawyers cite them.',
    }),
    department: t.relation('department', { description: 'Who does it.' }),
    topics: t.relation('topics', {
      description: 'Topics under which citizens find it; at least one while it is offered.',
      query: byPosition,
    }),
  }),
})
