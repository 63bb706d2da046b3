import { languageFiles } from '../../../kernel/language-files.ts'
import { languageFor } from '../../../kernel/languages.ts'
import type { Texts, Wording } from './texts.ts'

const files = await languageFiles<Wording>(new URL('./languages/', import.meta.url))

/** The languages of messages; others fall back by the rule of texts of the catalogue. */
export const messageLocales: readonly string[] = files.locales

/** The texts for a requested language, with the tag of their own language (for the `lang` attribute). */
export function textsFor(locale: string): { texts: Texts; locale: string } {
  const found = files.tagFor(locale)
  const { intl, dir, prefix } = languageFor(found)
  return {
    texts: { ...files.in(found), language: intl, direction: dir, pathPrefix: prefix },
    locale: found,
  }
}
