import { builder } from '../core/builder.ts'
import { topicFields } from '../../catalogue/fields/index.ts'
import { addDescribedFields } from './described-fields.ts'

export const Topic = builder.prismaObject('Topic', {
  access: 'anyone',
  description: 'A life situation, e.g. moving: groups the services of the catalogue.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable, readable: `umziehen-wohnen`.' }),
    services: t.relation('services', {
      description: 'Services that can be booked, in the order of the office.',
      query: { where: { active: true }, orderBy: { position: 'asc' } },
    }),
  }),
})

addDescribedFields(Topic, topicFields)
