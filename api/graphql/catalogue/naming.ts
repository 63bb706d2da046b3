import { builder } from '../core/builder.ts'
import type { Naming as NamingShape } from '../../catalogue/search/index.ts'

export const Naming = builder.objectRef<NamingShape>('Naming').implement({
  access: 'anyone',
  description:
    'What an entry is called in one language of the catalogue, and what people type for it: for searching without a network as the server does.',
  fields: (t) => ({
    locale: t.expose('locale', { type: 'Locale', description: 'The language.' }),
    title: t.exposeString('title', {
      nullable: true,
      description: 'Its title; null: only synonyms are known in this language.',
    }),
    synonyms: t.stringList({
      description: 'Words that people type for it, misspelled ones too.',
      resolve: ({ synonyms }) => [...synonyms],
    }),
  }),
})

/** The field `names` of what can be found. */
export const namesDescription = 'What it is called in every language, with the words that people type for it.'
