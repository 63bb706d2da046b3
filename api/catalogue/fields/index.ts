import type { Fields } from './field.ts'
import { referralFields } from './referral.ts'
import { serviceFields } from './service.ts'
import { topicFields } from './topic.ts'

export * from './content.ts'
export * from './field.ts'
export { referralFields, serviceFields, topicFields }

/** The fields of each kind of entry. */
export const FIELDS = { SERVICE: serviceFields, TOPIC: topicFields, REFERRAL: referralFields } as const

/** All fields by name. Fields of the same name are the same in all kinds. */
export const ALL_FIELDS: Fields = { ...referralFields, ...topicFields, ...serviceFields }
