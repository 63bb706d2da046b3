import { builder } from '../core/builder.ts'
import { localeArgument } from '../core/locale.ts'
import { textOf } from '../../kernel/text.ts'

/** A topic groups services by the concern of citizens. */
export const Topic = builder.prismaObject('Topic', {
  access: 'anyone',
  description: 'Life event or concern, e.g. moving; groups services.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable, readable: `umziehen-wohnen`.' }),
    title: t.string({
      description: 'A few words.',
      args: localeArgument,
      resolve: ({ title }, { locale }) => textOf(title, locale),
    }),
    description: t.string({
      description: 'One line about its content.',
      args: localeArgument,
      resolve: ({ description }, { locale }) => textOf(description, locale),
    }),
    services: t.relation('services', {
      description: 'Services that can be booked, in the order in which the office lists them.',
      query: { where: { active: true }, orderBy: { position: 'asc' } },
    }),
  }),
})
