import { z } from 'zod'
import { coded } from '../../inputs/field-problems.ts'
import { referralFields, serviceFields, topicFields } from '../fields/index.ts'
import { type Localized, localized } from './by-locale.ts'
import { shapeOf } from './described-fields.ts'
import type { officeSchema } from './office.ts'
import type { PageTexts } from './pages.ts'
import { date, id, ids, line, link, list, mode, phone, verification, verifiedFields } from './values.ts'
import { weeklyHours } from './weekly-hours.ts'

/**
 * Schemas of the entries of all files but office.json. Objects are strict: an unknown key is more likely a typing error
 * than meant to be ignored.
 * @param locales the languages offered, the default first; null (office.json is invalid): languages are not checked
 */
export function entrySchemas(locales: readonly string[] | null) {
  const texts = localized(locales)
  const { text } = texts
  const address = z.strictObject({
    street: line(120),
    postalCode: line(12),
    city: line(80),
    building: text(120).optional(),
  })

  return {
    topic: z.strictObject({ id, ...shapeOf(topicFields, texts) }),
    department: z.strictObject({
      id,
      name: text(120),
      parentOffice: text(120),
      mode,
      phone: phone.nullable(),
      phoneDisplay: line(40).nullable(),
      email: z.email().nullable(),
      visitAddress: address.nullable(),
      postalAddress: address.nullable(),
      openingHours: weeklyHours,
      verification: verifiedFields,
    }),
    location: z.strictObject({
      id,
      name: text(120),
      kind: mode,
      address: address.nullable(),
      room: line(40).nullable(),
      access: text(500).nullable(),
      accessible: z.boolean().nullable(),
      verification: verifiedFields,
    }),
    desk: z.strictObject({
      id,
      name: text(120),
      kind: mode,
      locationId: id,
      departmentId: id,
      gridMinutes: z.int().refine((minutes) => minutes > 0 && 60 % minutes === 0, 'must divide 60'),
      bufferMinutes: z.int().min(0).max(120),
      weeklyHours,
      serviceIds: ids,
      verification,
    }),
    service: z.strictObject({
      id,
      ...shapeOf(serviceFields, texts),
      fees: list(feeSchema(texts), serviceFields.fees.maxItems),
      leikaSource: line(80).nullable(),
      verification,
    }),
    referral: z.strictObject({ id, ...shapeOf(referralFields, texts), topicIds: ids, verification }),
    source: z.strictObject({
      key: id,
      title: line(500),
      publisher: line(300),
      url: link.nullable(),
      date: date.nullable(),
    }),
  }
}

type Entry<Kind extends keyof ReturnType<typeof entrySchemas>> = z.infer<
  ReturnType<typeof entrySchemas>[Kind]
>

/** The content of all files of a catalogue. Lists are in the order in which pages show them. */
export interface Catalogue {
  office: z.infer<typeof officeSchema>
  topics: Entry<'topic'>[]
  departments: Entry<'department'>[]
  locations: Entry<'location'>[]
  desks: Entry<'desk'>[]
  services: Entry<'service'>[]
  referrals: Entry<'referral'>[]
  sources: Entry<'source'>[]
  pages: PageTexts[]
}

/** A fee with its source; the database does not store the source. */
function feeSchema(texts: Localized) {
  return z
    .strictObject({
      ...shapeOf(serviceFields.fees.fields, texts),
      basis: z.enum(['FEDERAL_LAW', 'STATE_TARIFF', 'CITY', 'SAMPLE', 'UNKNOWN']),
      source: line(300).nullable(),
      asOf: date.nullable(),
    })
    .refine((fee) => fee.amountMaxCents === null || fee.amountCents !== null, {
      path: ['amountMaxCents'],
      error: 'needs a lower end in amountCents',
      ...coded('RANGE_BACKWARDS'),
    })
    .refine((fee) => (fee.amountMaxCents ?? Infinity) >= (fee.amountCents ?? 0), {
      path: ['amountMaxCents'],
      error: 'must not be less than amountCents',
      ...coded('RANGE_BACKWARDS'),
    })
}
