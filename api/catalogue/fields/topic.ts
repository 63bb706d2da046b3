import type { Fields } from './field.ts'

/** The fields of a topic, in the order of the form. */
export const topicFields = {
  title: {
    kind: 'text',
    column: 'title',
    section: 'texts',
    label: 'staff_cat_title',
    publicDescription: 'A few words.',
    max: 120,
  },
  description: {
    kind: 'text',
    column: 'description',
    section: 'texts',
    label: 'staff_cat_description',
    publicDescription: 'One line on the services below it.',
    max: 300,
    formLines: 2,
  },
  serviceIds: {
    kind: 'references',
    section: 'services',
    label: 'staff_cat_services',
    to: 'services',
    relation: { table: '_ServiceToTopic', own: 'B', other: 'A' },
    inFiles: false,
  },
} as const satisfies Fields
