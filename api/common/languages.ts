import { defaultLocale, fallbackChain } from '../catalogue/text.ts'
import table from './languages.json' with { type: 'json' }

/** What pages, mails and API know about a language beside its texts. */
export interface Language {
  /** How the paths of its pages begin: empty, or with a slash. */
  prefix: string
  /** How it calls itself. */
  short: string
  long: string
  /** For `lang` attributes. */
  lang: string
  dir: 'ltr' | 'rtl'
  /** BCP 47 tag by which Intl writes dates, numbers and money. */
  intl: string
}

/** The one list of languages, by the tags of their files, the default first. */
export const languages = table as Record<string, Language>

/** A language of the list for a wish, by `fallbackChain`. */
export const languageOf = (locale: string): Language =>
  languages[fallbackChain(locale).find((tag) => tag in languages) ?? defaultLocale]!
