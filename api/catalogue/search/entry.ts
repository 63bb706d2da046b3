import { fallbackChain } from '../../kernel/text.ts'

/** Title and synonyms of an entry in one language. */
export interface Naming {
  /** BCP 47, as the catalogue writes it. */
  locale: string
  /** Null: there are only synonyms in this language. */
  title: string | null
  synonyms: readonly string[]
}

/** The searched texts of a service or referral. Server and browser use the same ones, so that both rank alike. */
export interface SearchEntry {
  id: string
  /** In all languages of the entry. */
  names: readonly Naming[]
  /** In the reader's language. */
  summary: string
  /** Name of the department or of the other authority, in the reader's language. */
  office: string
  /** In great demand; raises the score a little. */
  popular?: boolean
}

/** The names of an entry by language, from the catalogue's maps of titles and synonyms. */
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
 * Separates the names in the reader's language, variants included (German and Einfache Sprache), from all others. For an
 * entry without names in this language, the fallback language that pages show counts as the reader's.
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

/** The primary subtag: `de-simple` → de. */
export const baseOf = (locale: string): string => locale.split('-')[0]!.toLowerCase()

const mapOf = (map: unknown): Map<string, unknown> =>
  new Map(typeof map === 'object' && map !== null && !Array.isArray(map) ? Object.entries(map) : [])
