import { builder } from '../../builder.ts'
import { localeArgument } from '../../common/locale.ts'
import { textOf } from '../text.ts'

export const Office = builder.prismaObject('Office', {
  description: 'The town hall itself.',
  fields: (t) => ({
    name: t.string({
      description: 'E.g. City of Merseburg.',
      args: localeArgument,
      resolve: ({ name }, { locale }) => textOf(name, locale),
    }),
    timeZone: t.exposeString('timeZone', {
      description: 'IANA zone of every `Date` and of all opening hours.',
    }),
    phone: t.exposeString('phone', {
      description: 'Central number, international, for those who would rather call.',
    }),
    phoneDisplay: t.exposeString('phoneDisplay', { description: 'The same number as people here write it.' }),
    email: t.exposeString('email', { nullable: true, description: 'Central address for e-mails.' }),
    website: t.exposeString('website', { nullable: true, description: "The town's own pages." }),
    locales: t.expose('locales', { type: ['Locale'], description: 'Languages offered, the default first.' }),
    leadMinutes: t.exposeInt('leadMinutes', {
      description: 'A visit is booked at least so many minutes ahead.',
    }),
    horizonDays: t.exposeInt('horizonDays', { description: 'A visit is booked at most so many days ahead.' }),
  }),
})
