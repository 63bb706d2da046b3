import { builder } from '../core/builder.ts'
import { Referral } from './referral.ts'
import { Service } from './service.ts'

type Entry = typeof Service.$inferType | typeof Referral.$inferType

const Findable = builder.unionType('Findable', {
  description: 'What people look for: the office does it, or somebody else.',
  types: [Service, Referral],
  resolveType: (entry) => ('slug' in entry ? 'Service' : 'Referral'),
})

/** Entries in the order in which readers see them. */
export interface SearchResultShape {
  near: boolean
  entries: Entry[]
}

export const SearchResult = builder.objectRef<SearchResultShape>('SearchResult').implement({
  access: 'anyone',
  description: 'What fits something that somebody typed.',
  fields: (t) => ({
    entries: t.field({
      type: [Findable],
      description: 'Services and referrals in one order, best first.',
      resolve: ({ entries }) => entries,
    }),
    near: t.exposeBoolean('near', {
      description: 'Nothing fits; the entries, if any, merely begin like a word that was typed.',
    }),
  }),
})
