import { readCatalogue } from '../../../api/catalogue/import/read-catalogue.ts'
import {
  buildIndex,
  namesOf,
  type SearchEntry,
  type SearchIndex,
} from '../../../api/catalogue/search/index.ts'
import { textOf } from '../../../api/kernel/text.ts'
import { merseburg } from './broken-copy.ts'
import type { Wish } from './search-eval/query.ts'

/** All that can be found in Merseburg's catalogue: services and referrals, as readers of a language see them. */
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

/** One index of everything for each language, so that each wish has the whole catalogue to choose from. */
export async function merseburgIndexes(): Promise<Record<Wish['locale'], SearchIndex>> {
  const indexFor = async (locale: string) =>
    buildIndex(
      await merseburgEntries(locale),
      locale,
      textOf((await readCatalogue(merseburg)).office.name, locale),
    )
  return { de: await indexFor('de'), en: await indexFor('en'), 'de-simple': await indexFor('de-simple') }
}
