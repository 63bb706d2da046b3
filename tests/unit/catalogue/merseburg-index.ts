import { readCatalogue } from '../../../api/catalogue/import/read-catalogue.ts'
import {
  buildIndex,
  namesOf,
  type SearchEntry,
  type SearchIndex,
} from '../../../api/catalogue/search/index.ts'
import { textOf } from '../../../api/kernel/text.ts'
import { merseburg } from './broken-copy.ts'
import type { Query } from './search-eval/query.ts'

/** All services and referrals of Merseburg's catalogue, for readers of a language. */
export async function merseburgEntries(locale: string): Promise<SearchEntry[]> {
  const { services, referrals, departments } = await readCatalogue(merseburg)
  const nameOf = new Map(departments.map(({ id, name }) => [id, textOf(name, locale)]))
  return [
    ...services.map(({ id, title, synonyms, summary, departmentId, popular }) => ({
      id,
      names: namesOf(title, synonyms),
      summary: textOf(summary, locale),
      office: nameOf.get(departmentId)!,
      popular,
    })),
    ...referrals.map(({ id, title, synonyms, detail, office }) => ({
      id,
      names: namesOf(title, synonyms),
      summary: textOf(detail, locale),
      office: textOf(office, locale),
    })),
  ]
}

/** An index of the whole catalogue for each language. */
export async function merseburgIndexes(): Promise<Record<Query['locale'], SearchIndex>> {
  const indexFor = async (locale: string) =>
    buildIndex(
      await merseburgEntries(locale),
      locale,
      textOf((await readCatalogue(merseburg)).office.name, locale),
    )
  return { de: await indexFor('de'), en: await indexFor('en'), 'de-simple': await indexFor('de-simple') }
}
