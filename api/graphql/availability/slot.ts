import { builder } from '../core/builder.ts'
import { instantOf } from '../../live/occupancies.ts'
import type { Slot as SlotShape } from '../../availability/model.ts'

/** The schema's Slot. */
export const Slot = builder.objectRef<SlotShape>('Slot').implement({
  access: 'anyone',
  description: 'A start at which the visit can be booked now.',
  fields: (t) => ({
    startsAt: t.field({
      type: 'DateTime',
      description: 'When the visit starts.',
      resolve: ({ from }) => instantOf(from),
    }),
    endsAt: t.field({
      type: 'DateTime',
      description: 'When it ends, without the time that the desk keeps free after it.',
      resolve: ({ to }) => instantOf(to),
    }),
    free: t.exposeInt('free', { description: 'Desks that could take this visit.' }),
  }),
})
