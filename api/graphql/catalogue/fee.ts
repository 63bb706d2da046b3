import type { FeeIn } from '../../catalogue/fee.ts'
import { builder } from '../core/builder.ts'

export const Fee = builder.objectRef<FeeIn>('Fee').implement({
  access: 'anyone',
  description:
    'A fee of a service. `amountCents` null: not fixed, `condition` explains how it is set; `amountMaxCents`: upper end of a range.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'Name of the fee.' }),
    amountCents: t.exposeInt('amountCents', {
      nullable: true,
      description: 'Amount, or the lower end of a range, in cents; 0: free; null: not fixed.',
    }),
    amountMaxCents: t.exposeInt('amountMaxCents', {
      nullable: true,
      description: 'Upper end of a range, in cents; null: no range.',
    }),
    currency: t.exposeString('currency', { description: 'ISO 4217: `EUR`.' }),
    condition: t.exposeString('condition', {
      nullable: true,
      description: 'When it is due, or how it is set; null: always due.',
    }),
  }),
})
