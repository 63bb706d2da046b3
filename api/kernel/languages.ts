import { defaultLocale, fallbackChain } from './text.ts'
import table from './languages.json' with { type: 'json' }

/** The tag of a language: of its files, and of texts in the catalogue. */
export type Locale = keyof typeof table

/** What pages, mails and API know about a language beside its texts. */
export interface Language {
  /** How the paths of its pages begin: empty, or with a slash. */
  prefix: string
  /** How it calls itself: short for the switch in the header, long for those who hear it. */
  short: string
  long: string
  /** For `lang` attributes: assistive technology knows no variant `simple`. */
  lang: string
  dir: 'ltr' | 'rtl'
  /** BCP 47 tag by which Intl writes dates, numbers and money. */
  intl: string
  /** A time of day, “{time} Uhr”. */
  clock: string
  /** The day of a month in a list, “{day}.” */
  dayOfMonth: string
}

/** The one list of languages, the default first. Pages read it, too: what is here reaches browsers. */
export const languages = table as Record<Locale, Language>

/** A language of the list for a wish, by `fallbackChain`. */
export const languageFor = (wish: string): Language =>
  languages[fallbackChain(wish).find((tag): tag is Locale => tag in languages) ?? defaultLocale]
