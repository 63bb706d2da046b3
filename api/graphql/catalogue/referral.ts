import { builder } from '../core/builder.ts'
import { localeArgument } from '../core/locale.ts'
import { namesOf } from '../../catalogue/search/index.ts'
import { optionalTextOf, textOf, textsOf } from '../../kernel/text.ts'
import { Naming, namesDescription } from './naming.ts'

export const Referral = builder.prismaObject('Referral', {
  access: 'anyone',
  description: 'Something people look for here that another authority does: where to go instead.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable, readable: `fuehrerschein`.' }),
    title: t.string({
      description: 'Title of the thing searched for.',
      args: localeArgument,
      resolve: ({ title }, { locale }) => textOf(title, locale),
    }),
    office: t.string({
      description: 'Responsible authority.',
      args: localeArgument,
      resolve: ({ office }, { locale }) => textOf(office, locale),
    }),
    detail: t.string({
      nullable: true,
      description: 'Instructions in one or two sentences.',
      args: localeArgument,
      resolve: ({ detail }, { locale }) => optionalTextOf(detail, locale),
    }),
    address: t.exposeString('address', { nullable: true, description: 'Address on one line.' }),
    url: t.exposeString('url', { nullable: true, description: 'Its page.' }),
    phone: t.exposeString('phone', {
      nullable: true,
      description: 'Number to call, as people here write it.',
    }),
    names: t.field({
      type: [Naming],
      description: namesDescription,
      resolve: ({ title, synonyms }) => namesOf(title, synonyms),
    }),
    synonyms: t.stringList({
      description: 'Words that people type for it: for searching, not for showing.',
      args: localeArgument,
      resolve: ({ synonyms }, { locale }) => textsOf(synonyms, locale),
    }),
  }),
})
