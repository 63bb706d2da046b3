import { fallbackChain } from '../../catalogue/text.ts'
import { deSimple } from './de-simple.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import type { Texts } from './texts.ts'

const byLocale: Record<string, Texts> = { de, en, 'de-simple': deSimple }

/** The languages that messages are written in; others fall back as texts of the catalogue do. */
export const messageLocales: readonly string[] = Object.keys(byLocale)

/** The texts for a language, with the tag that they are really in (for the `lang` attribute). */
export function textsFor(locale: string): { texts: Texts; locale: string } {
  const found = fallbackChain(locale).find((tag) => Object.hasOwn(byLocale, tag)) ?? 'de'
  return { texts: byLocale[found] ?? de, locale: found }
}
