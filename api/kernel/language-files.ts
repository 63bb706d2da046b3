import { readdir } from 'node:fs/promises'
import { fallbackChain } from './text.ts'

/** The texts of a folder with one file for each language. */
export interface LanguageFiles<Texts> {
  /** The languages that have a file. */
  locales: readonly string[]
  /** The available language for a requested one, by `fallbackChain`. */
  tagFor(locale: string): string
  /** The texts for a requested language. */
  in(locale: string): Texts
}

/**
 * Loads the default exports of the files that are named after a language, `en.ts`, `de-simple.ts`. To add a language, add
 * a file. German is required; the others fall back to it.
 */
export async function languageFiles<Texts>(folder: URL): Promise<LanguageFiles<Texts>> {
  const names = (await readdir(folder)).filter((name) => /^[a-z]{2,3}(-[a-z0-9]+)*\.ts$/.test(name)).sort()
  const texts = new Map<string, Texts>()
  for (const name of names) {
    const file = (await import(new URL(name, folder).href)) as { default: Texts }
    texts.set(name.slice(0, -'.ts'.length), file.default)
  }
  const tagFor = (locale: string) => fallbackChain(locale).find((tag) => texts.has(tag)) ?? 'de'
  return { locales: [...texts.keys()], tagFor, in: (locale) => texts.get(tagFor(locale))! }
}
