import { builder } from '../core/builder.ts'
import type { Naming as NamingShape } from '../../catalogue/search/index.ts'

export const Naming = builder.objectRef<NamingShape>('Naming').implement({
  access: 'anyone',
  description:
    'Title and synonyms of an entry in one language, for a search without a network, with the ranking of the server.',
  fields: (t) => ({
    locale: t.expose('locale', { type: 'Locale', description: 'The language.' }),
    title: t.exposeString('title', {
      nullable: true,
      description: 'Its title; null: only synonyms are known in this language.',
    }),
    synonyms: t.stringList({
      description: 'Search words, also misspelled ones; not for display.',
      resolve: ({ synonyms }) => [...synonyms],
    }),
  }),
})

/** The field `names` of services and referrals. */
export const namesDescription = 'Title and synonyms in all languages, for a search without a network.'
