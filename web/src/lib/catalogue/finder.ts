import { buildIndexInSlices, nearest, search, type SearchIndex } from '@terminklick/api/search'
import type { CatalogueData, FoundEntry, SearchData } from './catalogue.graphql.ts'

/** Searches the catalogue in the browser, with the server's code and data, so that the ranking is the same. */
export class Finder {
  readonly #index: SearchIndex
  readonly #entries: ReadonlyMap<string, FoundEntry>

  private constructor(index: SearchIndex, entries: ReadonlyMap<string, FoundEntry>) {
    this.#index = index
    this.#entries = entries
  }

  /** Builds the index in small steps, so that the page stays responsive. */
  static async over({ services, referrals, office }: CatalogueData, locale: string): Promise<Finder> {
    const searched = [
      ...services.map((service) => ({ ...service, office: service.department.name })),
      ...referrals.map((referral) => ({ ...referral, summary: referral.detail ?? '' })),
    ].map((entry) => ({ ...entry, id: keyOf(entry) }))
    return new Finder(
      await buildIndexInSlices(searched, locale, office?.name),
      new Map([...services, ...referrals].map((entry) => [keyOf(entry), entry])),
    )
  }

  /** Search results in the form of `Query.search`. */
  find(text: string): SearchData {
    const hits = search(this.#index, text)
    const near = hits.length === 0
    const entries = (near ? nearest(this.#index, text) : hits).flatMap(
      ({ id }) => this.#entries.get(id) ?? [],
    )
    return { near, entries }
  }
}

/** A service and a referral may have the same id. */
const keyOf = ({ __typename, id }: Pick<FoundEntry, '__typename' | 'id'>): string => `${__typename}/${id}`
