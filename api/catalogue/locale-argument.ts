import { builder } from '../builder.ts'
import { defaultLocale } from './text.ts'

/** The argument of every field with text that people read, so that one cache can hold several languages. */
export const inLocale = builder.args((arg) => ({
  locale: arg({
    type: 'Locale',
    required: true,
    defaultValue: defaultLocale,
    description: 'Language of the text. Where it has no translation: de-simple → de, en-GB → en → de.',
  }),
}))
