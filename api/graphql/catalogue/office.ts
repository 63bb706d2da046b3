import { builder } from '../core/builder.ts'
import { localeArgument } from '../core/locale.ts'
import { type Accents, accentsOf } from '../../catalogue/accent.ts'
import { optionalTextOf, textOf } from '../../kernel/text.ts'
import { Address } from './address.ts'

const Accent = builder.objectRef<Accents>('Accent').implement({
  access: 'anyone',
  description: "The town's colour, and variants of it with enough contrast for text; `#rrggbb`.",
  fields: (t) => ({
    base: t.exposeString('base', {
      description: 'As configured: for areas without text, app icons and the bar of the browser.',
    }),
    onLight: t.exposeString('onLight', {
      description:
        'For text, icons and buttons on light backgrounds, and as background of white text; contrast at least 4.5 : 1.',
    }),
    hue: t.exposeFloat('hue', {
      nullable: true,
      description: 'Hue in OKLCH, degrees from 0 to 360, for tinted backgrounds; null: black, white or grey.',
    }),
    onDark: t.exposeString('onDark', {
      description:
        'For text, icons and buttons on dark backgrounds, and as background of black text; contrast at least 4.5 : 1.',
    }),
  }),
})

export const Office = builder.prismaObject('Office', {
  access: 'anyone',
  description: 'The town hall itself.',
  fields: (t) => ({
    name: t.string({
      description: 'E.g. City of Merseburg.',
      args: localeArgument,
      resolve: ({ name }, { locale }) => textOf(name, locale),
    }),
    city: t.string({
      description: 'Name of the town alone, e.g. Merseburg.',
      args: localeArgument,
      resolve: ({ city, name }, { locale }) => optionalTextOf(city, locale) ?? textOf(name, locale),
    }),
    address: t.field({
      type: Address,
      nullable: true,
      description: 'Postal address; null if unknown.',
      resolve: ({ street, postalCode, city }) =>
        street && postalCode ? { street, postalCode, city: textOf(city, 'de'), building: null } : null,
    }),
    accent: t.field({
      type: Accent,
      description: "The town's colour.",
      resolve: ({ accent }) => accentsOf(accent),
    }),
    skyline: t.exposeString('skyline', {
      nullable: true,
      description:
        'Silhouette of the town: data of an SVG path in the view box 0 0 1200 150, with the ground at the lower edge.',
    }),
    signLanguageVideo: t.exposeString('signLanguageVideo', {
      nullable: true,
      description: 'Path on this origin to a film in sign language about how to use these pages.',
    }),
    timeZone: t.exposeString('timeZone', {
      description: 'IANA zone of every `Date` and of all opening hours.',
    }),
    phone: t.exposeString('phone', {
      description: 'Central telephone number, international format.',
    }),
    phoneDisplay: t.exposeString('phoneDisplay', { description: 'The same number in national format.' }),
    email: t.exposeString('email', { nullable: true, description: 'Central address for e-mails.' }),
    website: t.exposeString('website', { nullable: true, description: "The town's own pages." }),
    locales: t.expose('locales', { type: ['Locale'], description: 'Languages offered, the default first.' }),
    leadMinutes: t.exposeInt('leadMinutes', {
      description: 'Minimum lead time of a booking, in minutes.',
    }),
    horizonDays: t.exposeInt('horizonDays', { description: 'Bookable horizon, in days.' }),
  }),
})
