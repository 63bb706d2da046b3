import type { MissingText } from './missing-texts.graphql.ts'

/** The missing texts of one language. */
export interface LanguageGap {
  locale: string
  count: number
  entries: { entity: string; id: string; title: string; fields: string[] }[]
}

/** Groups missing texts by language and entry; keeps their order. */
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
 * The app's own messages that are missing in a language. Variants (Einfache Sprache) are left out, because they contain
 * only messages that differ from their language; a test checks them.
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
