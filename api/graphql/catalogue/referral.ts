import { builder } from '../core/builder.ts'
import { referralFields } from '../../catalogue/fields/index.ts'
import { namesOf } from '../../catalogue/search/index.ts'
import { addDescribedFields } from './described-fields.ts'
import { Naming, namesDescription } from './naming.ts'

export const Referral = builder.prismaObject('Referral', {
  access: 'anyone',
  description: 'A service that another authority provides, with directions to it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable, readable: `fuehrerschein`.' }),
    names: t.field({
      type: [Naming],
      description: namesDescription,
      resolve: ({ title, synonyms }) => namesOf(title, synonyms),
    }),
  }),
})

addDescribedFields(Referral, referralFields)
