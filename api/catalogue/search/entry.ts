import { fallbackChain } from '../../kernel/text.ts'

/** What an entry is called in one language of the catalogue, and what people type for it in that language. */
export interface Naming {
  /** BCP 47, as the catalogue writes it. */
  locale: string
  /** Null: there are only synonyms in this language. */
  title: string | null
  synonyms: readonly string[]
}

/** What is searched of a service or a referral: the same on the server and in the browser, or they would rank differently. */
export interface SearchEntry {
  id: string
  /** In every language that it has. */
  names: readonly Naming[]
  /** What it is, in the reader's language. */
  summary: string
  /** Who does it, in the reader's language. */
  office: string
  /** Among those wanted most; decides between equals. */
  popular?: boolean
}

/** The languages of an entry's names, from the catalogue's maps of titles and synonyms by language. */
export function namesOf(titles: unknown, synonyms: unknown): Naming[] {
  const [titleIn, synonymsIn] = [mapOf(titles), mapOf(synonyms)]
  return [...new Set([...titleIn.keys(), ...synonymsIn.keys()])].map((locale) => {
    const [title, words] = [titleIn.get(locale), synonymsIn.get(locale)]
    return {
      locale,
      title: typeof title === 'string' ? title : null,
      synonyms: Array.isArray(words) ? words.filter((word) => typeof word === 'string') : [],
    }
  })
}

/**
 * Names in the reader's language, whichever sort of it (German and Einfache Sprache alike), and all others. An entry
 * that has none in it is known to its reader by those in the language that shows instead.
 */
export function namesFor(
  names: readonly Naming[],
  locale: string,
): { own: readonly Naming[]; foreign: readonly Naming[] } {
  const shown = fallbackChain(locale)
    .map(baseOf)
    .find((base) => names.some((naming) => baseOf(naming.locale) === base))
  const isOwn = (naming: Naming) => baseOf(naming.locale) === shown
  return { own: names.filter(isOwn), foreign: names.filter((naming) => !isOwn(naming)) }
}

/** The language of a tag without what comes after it: `de-simple` → de. */
export const baseOf = (locale: string): string => locale.split('-')[0]!.toLowerCase()

const mapOf = (map: unknown): Map<string, unknown> =>
  new Map(typeof map === 'object' && map !== null && !Array.isArray(map) ? Object.entries(map) : [])
