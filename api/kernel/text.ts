/**
 * Texts of the catalogue are maps by language, `{ "de": "…", "en": "…", "de-simple": "…" }`; a language may be missing.
 * This file runs in browsers too, where offline pages choose texts by the same rules, so it must not import Node.
 */

/** The language that is used if neither the requested language nor a more general one has a text. */
export const defaultLocale = 'de'

/**
 * The languages to try for a requested language, best first: the tag, then without its last subtag, and so on (lookup of
 * RFC 4647, section 3.4), then the default. `de-simple` → de-simple, de; `en-GB` → en-gb, en, de. Lower case.
 */
export function fallbackChain(locale: string): string[] {
  const subtags = locale.toLowerCase().split('-')
  const chain = subtags.map((_, dropped) => subtags.slice(0, subtags.length - dropped).join('-'))
  return chain.includes(defaultLocale) ? chain : [...chain, defaultLocale]
}

/** The text for a language by `fallbackChain`; without any of these languages, the first text of the map; null without a map. */
export function optionalTextOf(map: unknown, locale: string): string | null {
  const found = entryOf(map, locale)
  return typeof found === 'string' ? found : null
}

/** As `optionalTextOf` for required texts; empty if there is none. */
export function textOf(map: unknown, locale: string): string {
  return optionalTextOf(map, locale) ?? ''
}

/** The list of texts for a language, by the same rule as `textOf`: notes, synonyms. */
export function textsOf(map: unknown, locale: string): string[] {
  const found = entryOf(map, locale)
  return Array.isArray(found) ? found.filter((text) => typeof text === 'string') : []
}

/** The language of the text that `textOf` returns, as spelled in the map; null for an empty map. */
export function localeIn(map: unknown, locale: string): string | null {
  return found(map, locale)?.[0] ?? null
}

/** The entry of a map by locale for a requested language, by the rule of `textOf`. */
export function entryOf(map: unknown, locale: string): unknown {
  return found(map, locale)?.[1]
}

function found(map: unknown, locale: string): [tag: string, entry: unknown] | undefined {
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return undefined
  const byLocale = new Map(Object.entries(map).map((entry) => [entry[0].toLowerCase(), entry]))
  const tag = fallbackChain(locale).find((candidate) => byLocale.has(candidate))
  return tag === undefined ? byLocale.values().next().value : byLocale.get(tag)
}
