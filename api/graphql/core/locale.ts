import { builder } from './builder.ts'

/** The argument `locale` of all texts for citizens. As an argument, it is part of the cache key of clients. */
export const localeArgument = builder.args((t) => ({
  locale: t.field({
    type: 'Locale',
    required: true,
    defaultValue: 'de',
    description: 'Language of the answer, see `locales`.',
  }),
}))
