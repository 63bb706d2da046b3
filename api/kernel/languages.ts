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
  /** Pattern of a time of day, “{time} Uhr”. */
  clock: string
  /** Pattern of a day of the month, “{day}.” */
  dayOfMonth: string
}

/** All languages, the default first. This file runs in browsers too. */
export const languages = table as Record<Locale, Language>

/** The available language for a requested tag, by `fallbackChain`. */
export const languageFor = (requested: string): Language =>
  languages[fallbackChain(requested).find((tag): tag is Locale => tag in languages) ?? defaultLocale]
