import { builder } from '../core/builder.ts'
import { localeArgument } from '../core/locale.ts'
import { textOf } from '../../kernel/text.ts'

/** What citizens want to get done: the entrance to the catalogue. */
export const Topic = builder.prismaObject('Topic', {
  access: 'anyone',
  description: 'What citizens want to get done, e.g. moving: the entrance to the catalogue.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable, readable: `umziehen-wohnen`.' }),
    title: t.string({
      description: 'A few words.',
      args: localeArgument,
      resolve: ({ title }, { locale }) => textOf(title, locale),
    }),
    description: t.string({
      description: 'One line on what belongs to it.',
      args: localeArgument,
      resolve: ({ description }, { locale }) => textOf(description, locale),
    }),
    services: t.relation('services', {
      description: 'Services that can be booked, in the order in which the office lists them.',
      query: { where: { active: true }, orderBy: { position: 'asc' } },
    }),
  }),
})
