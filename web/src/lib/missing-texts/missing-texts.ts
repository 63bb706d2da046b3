import type { MissingText } from './missing-texts.graphql.ts'

/** What one language lacks. */
export interface LanguageGap {
  locale: string
  count: number
  entries: { entity: string; id: string; title: string; fields: string[] }[]
}

/** Missing texts by language and entry, in the order in which they come. */
export function groupMissing(missing: readonly MissingText[]): LanguageGap[] {
  return [...Map.groupBy(missing, ({ locale }) => locale)].map(([locale, ofLanguage]) => ({
    locale,
    count: ofLanguage.length,
    entries: [...Map.groupBy(ofLanguage, ({ entity, id }) => `${entity}/${id}`).values()].map((texts) => ({
      entity: texts[0]!.entity,
      id: texts[0]!.id,
      title: texts[0]!.title,
      fields: texts.map(({ field }) => field),
    })),
  }))
}

/**
 * Messages of the app itself that a language lacks. A variant (Einfache Sprache) leaves out what its language says
 * simply enough already; a test watches over that.
 */
export function missingMessages(
  files: Record<string, Record<string, unknown>>,
  base: string,
  isVariant: (locale: string) => boolean,
): MissingText[] {
  const keys = Object.keys(files[base] ?? {}).filter((key) => key !== '$schema')
  return Object.entries(files)
    .filter(([locale]) => locale !== base && !isVariant(locale))
    .flatMap(([locale, messages]) => {
      const missing = keys.filter((key) => !(key in messages))
      return missing.map((field) => ({ locale, entity: 'app', id: 'messages', title: 'Terminklick', field }))
    })
}
