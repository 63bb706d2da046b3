import { z } from 'zod'
import type { FieldCode } from '../../kernel/messages.ts'
import { line, list } from './values.ts'

/**
 * Schemas of values by language.
 * @param locales the languages offered, the default first; null (office.json is invalid): languages are not checked
 */
export function localized(locales: readonly string[] | null) {
  const byLocale = <Text extends z.ZodType>(text: Text) =>
    z.record(z.string(), text).check(({ value, issues }) => {
      for (const { message, ...params } of locales ? languageFaults(value, locales) : []) {
        issues.push({ code: 'custom', input: value, path: [], message, params })
      }
    })
  return {
    text: (max: number) => byLocale(line(max)),
    textList: (max: number) => byLocale(list(line(max), 60)),
  }
}

export type Localized = ReturnType<typeof localized>

interface LanguageFault {
  message: string
  code: FieldCode
  locale: string
}

/** Languages that a map by language lacks or must not have. */
export function languageFaults(map: object, [first, ...others]: readonly string[]): LanguageFault[] {
  const tags = Object.keys(map)
  const unknown = tags.filter((tag) => tag !== first && !others.includes(tag))
  const missing = first !== undefined && !tags.includes(first) ? [first] : []
  return [
    ...missing.map((locale) => ({
      message: `has no text in the default language (${locale})`,
      code: 'REQUIRED' as const,
      locale,
    })),
    ...unknown.map((locale) => ({
      message: `has a text in "${locale}", a language that office.json does not offer`,
      code: 'LANGUAGE_UNKNOWN' as const,
      locale,
    })),
  ]
}
