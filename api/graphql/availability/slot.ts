import { builder } from '../core/builder.ts'
import { instantOf } from '../../kernel/instant.ts'
import type { Slot as SlotShape } from '../../availability/model.ts'

/** The schema's Slot. */
export const Slot = builder.objectRef<SlotShape>('Slot').implement({
  access: 'anyone',
  description: 'Start at which the visit can be booked now.',
  fields: (t) => ({
    startsAt: t.field({
      type: 'DateTime',
      description: 'Start of the visit.',
      resolve: ({ from }) => instantOf(from),
    }),
    endsAt: t.field({
      type: 'DateTime',
      description: 'End of the visit, without the buffer of the desk after it.',
      resolve: ({ to }) => instantOf(to),
    }),
    free: t.exposeInt('free', { description: 'Number of free desks for this visit.' }),
  }),
})
