import { builder } from '../core/builder.ts'
import { Referral } from './referral.ts'
import { Service } from './service.ts'

type Entry = typeof Service.$inferType | typeof Referral.$inferType

const Findable = builder.unionType('Findable', {
  description: 'Search hit: a service of the office or a referral to another authority.',
  types: [Service, Referral],
  resolveType: (entry) => ('slug' in entry ? 'Service' : 'Referral'),
})

/** Result of a search, best first. */
export interface SearchResultShape {
  near: boolean
  entries: Entry[]
}

export const SearchResult = builder.objectRef<SearchResultShape>('SearchResult').implement({
  access: 'anyone',
  description: 'Result of a search.',
  fields: (t) => ({
    entries: t.field({
      type: [Findable],
      description: 'Services and referrals in one order, best first.',
      resolve: ({ entries }) => entries,
    }),
    near: t.exposeBoolean('near', {
      description:
        'True: there are no matches, and the entries only have words with the same beginning as the search text.',
    }),
  }),
})
