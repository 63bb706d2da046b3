import { builder } from './builder.ts'

/** The argument of every text that citizens read, so that one cache can hold several languages. */
export const localeArgument = builder.args((t) => ({
  locale: t.field({
    type: 'Locale',
    required: true,
    defaultValue: 'de',
    description: 'Language of the answer, see `locales`.',
  }),
}))
