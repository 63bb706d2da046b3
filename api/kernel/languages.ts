import { defaultLocale, fallbackChain } from './text.ts'
import table from './languages.json' with { type: 'json' }

/** The tag of a language: of its files, and of texts in the catalogue. */
export type Locale = keyof typeof table

/** Properties of a language for pages, mails and API. */
export interface Language {
  /** Prefix of the paths of its pages: empty, or with a slash. */
  prefix: string
  /** Its own name: short for the switch in the header, long for screen readers. */
  short: string
  long: string
  /** Value of `lang` attributes; screen readers do not know the variant `simple`. */
  lang: string
  dir: 'ltr' | 'rtl'
  /** BCP 47 tag by which Intl writes dates, numbers and money. */
  intl: string
  /** A time of day, “{time} Uhr”. */
  clock: string
  /** The day of a month in a list, “{day}.” */
  dayOfMonth: string
}

/** The list of languages, the default first. Pages use it, too: everything here reaches browsers. */
export const languages = table as Record<Locale, Language>

/** The language of the list for a requested one, by `fallbackChain`. */
export const languageFor = (wish: string): Language =>
  languages[fallbackChain(wish).find((tag): tag is Locale => tag in languages) ?? defaultLocale]
