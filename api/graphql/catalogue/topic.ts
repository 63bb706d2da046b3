import { builder } from '../core/builder.ts'
import { topicFields } from '../../catalogue/fields/index.ts'
import { addDescribedFields } from './described-fields.ts'

/** A group of services by the concern of citizens. */
export const Topic = builder.prismaObject('Topic', {
  access: 'anyone',
  description: 'Life event or concern, e.g. moving; groups services.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable, readable: `umziehen-wohnen`.' }),
    services: t.relation('services', {
      description: 'Services that can be booked, in the order of the office.',
      query: { where: { active: true }, orderBy: { position: 'asc' } },
    }),
  }),
})

addDescribedFields(Topic, topicFields)
