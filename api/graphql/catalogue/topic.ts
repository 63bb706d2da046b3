import { builder } from '../builder.ts'
import { topicFields } from '../../catalogue/fields/index.ts'
import { addDescribedFields } from './described-fields.ts'

/** What citizens want to get done: the entrance to the catalogue. */
export const Topic = builder.prismaObject('Topic', {
  description: 'What citizens want to get done, e.g. moving: the entrance to the catalogue.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable, readable: `umziehen-wohnen`.' }),
    services: t.relation('services', {
      description: 'Services that can be booked, in the order in which the office lists them.',
      query: { where: { active: true }, orderBy: { position: 'asc' } },
    }),
  }),
})

addDescribedFields(Topic, topicFields)
