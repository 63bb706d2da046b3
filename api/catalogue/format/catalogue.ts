import { z } from 'zod'
import type { FieldCode } from '../../kernel/messages.ts'
import { minuteOf, overlap } from './hours.ts'
import type { PageTexts } from './pages.ts'
import { isHolidayRegion, isTimeZone } from './place.ts'
import { forbidden } from './text-rules.ts'

const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => text.trim() === text, 'must not begin or end with a space')
    .refine((text) => !forbidden.test(text), {
      error: 'must not contain control characters',
      ...told('CONTROL_CHARACTERS'),
    })

const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case letters, digits and single hyphens')
  .max(80)
const mode = z.enum(['ON_SITE', 'TELEPHONE'])
const link = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).max(500)
const phone = z.string().regex(/^\+[1-9][\d -]{4,20}\d$/, 'must be international, e.g. +49 3461 445-0')
const day = z.iso.date()
/** A day, a month or a year: sources are not always more exact. */
const date = z.string().regex(/^\d{4}(-\d\d){0,2}$/, 'must be YYYY, YYYY-MM or YYYY-MM-DD')
const list = <Item extends z.ZodType>(item: Item, max: number) => z.array(item).max(max)
const ids = list(id, 500).refine((all) => new Set(all).size === all.length, {
  error: 'must not name the same twice',
  ...told('TWICE'),
})

const verification = z
  .strictObject({ level: z.enum(['VERIFIED', 'PARTLY', 'SAMPLE']), sources: list(line(80), 20) })
  .optional()
/** How far single fields of an address or a department are backed. */
const verifiedFields = z
  .record(z.string(), z.enum(['VERIFIED', 'DATED', 'UNVERIFIED', 'SAMPLE', 'CENTRAL_NUMBER']))
  .optional()

const hours = z
  .strictObject({
    weekday: z.int().min(1).max(7),
    from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM'),
    to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be HH:MM'),
    validFrom: day.optional(),
    validUntil: day.optional(),
  })
  .refine(({ from, to }) => minuteOf(from) < minuteOf(to), { path: ['to'], error: 'must be later than from' })
  .refine((h) => !h.validFrom || !h.validUntil || h.validFrom <= h.validUntil, {
    path: ['validUntil'],
    error: 'must not be before validFrom',
  })

const week = list(hours, 100).check(({ value, issues }) => {
  value.forEach((later, index) => {
    const earlier = value.findIndex((hours, other) => other < index && overlap(hours, later))
    if (earlier < 0) return
    issues.push({ code: 'custom', input: later, path: [index], message: `overlaps with entry [${earlier}]` })
  })
})

/** The office itself; on its own, since it names the languages that all the others are checked against. */
export const officeSchema = z
  .strictObject({
    asOf: day,
    name: z.record(z.string(), line(120)),
    timeZone: z.string().refine(isTimeZone, 'is not an IANA time zone'),
    holidayRegion: z
      .string()
      .refine(isHolidayRegion, 'is not an ISO 3166-2 code with known public holidays, e.g. DE-ST'),
    phone,
    phoneDisplay: line(40),
    email: z.email().nullable(),
    website: link.nullable(),
    city: z.record(z.string(), line(80)),
    address: z.strictObject({ street: line(120), postalCode: line(12) }),
    accent: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, 'must be a colour as #rrggbb')
      .toLowerCase(),
    skyline: z
      .string()
      .regex(/^M[MLHVCSQTAZmlhvcsqtaz\d\s,.-]*$/, 'must be the data of an SVG path')
      .max(4000)
      .nullable(),
    signLanguageVideo: z
      .string()
      .regex(/^\/(?!\/)[\w./-]+$/, 'must be a path on the same origin, e.g. /films/dgs.mp4')
      .max(200)
      .nullable(),
    leadMinutes: z.int().min(0).max(10_080),
    horizonDays: z.int().min(1).max(366),
    locales: z
      .array(z.string().refine(isLanguageTag, 'is not a language tag (BCP 47) in its usual spelling'))
      .min(1)
      .max(40)
      .refine((all) => new Set(all).size === all.length, 'must not name the same twice'),
    verification,
  })
  .check(({ value: { name, city, locales }, issues }) => {
    for (const [key, map] of Object.entries({ name, city })) {
      for (const { message } of languageFaults(map, locales)) {
        issues.push({ code: 'custom', input: map, path: [key], message })
      }
    }
  })

/**
 * The entries of all other files. Objects are strict: a key that nobody reads is more likely a typing error.
 * `locales` are the languages offered, the default first; null (office.json is broken) leaves them unchecked.
 */
export function entrySchemas(locales: readonly string[] | null) {
  const byLocale = <Text extends z.ZodType>(text: Text) =>
    z.record(z.string(), text).check(({ value, issues }) => {
      for (const { message, ...params } of locales ? languageFaults(value, locales) : []) {
        issues.push({ code: 'custom', input: value, path: [], message, params })
      }
    })
  const text = (max: number) => byLocale(line(max))
  const texts = (max: number) => byLocale(list(line(max), 60))
  const address = z.strictObject({
    street: line(120),
    postalCode: line(12),
    city: line(80),
    building: text(120).optional(),
  })

  return {
    topic: z.strictObject({ id, title: text(120), description: text(300) }),
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
      openingHours: week,
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
      weeklyHours: week,
      serviceIds: ids,
      verification,
    }),
    service: z.strictObject({
      id,
      slug: id,
      title: text(120),
      summary: text(1000),
      synonyms: texts(120),
      topicIds: ids.min(1),
      departmentId: id,
      mode,
      durationMinutes: z.int().min(1).max(480),
      extraMinutesPerPerson: z.int().min(0).max(240),
      maxPersons: z.int().min(1).max(50),
      walkInPossible: z.boolean(),
      popular: z.boolean(),
      documents: list(
        z.strictObject({ title: text(200), detail: text(1000).nullable(), condition: text(300).nullable() }),
        40,
      ),
      fees: list(fee(text), 40),
      notes: texts(1000),
      onlineAlternative: z
        .strictObject({ available: z.boolean(), url: link.nullable(), text: text(500) })
        .nullable(),
      legalBasis: list(line(200), 30),
      leikaKeys: list(z.string().regex(/^\d{14}$/, 'must be 14 digits'), 10),
      leikaSource: line(80).nullable(),
      verification,
    }),
    referral: z.strictObject({
      id,
      title: text(120),
      office: text(200),
      detail: text(1000),
      address: line(200).nullable(),
      phone: line(40).nullable(),
      url: link.nullable(),
      topicIds: ids,
      synonyms: texts(120),
      verification,
    }),
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

/** A whole catalogue as its files say it; lists are in the order in which they are shown. */
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

function fee<Text extends z.ZodType>(text: (max: number) => Text) {
  const cents = z.int().min(0).max(10_000_000)
  return z
    .strictObject({
      label: text(200),
      amountCents: cents.nullable(),
      amountMaxCents: cents.nullable(),
      currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency code (ISO 4217)'),
      condition: text(300).nullable(),
      basis: z.enum(['FEDERAL_LAW', 'STATE_TARIFF', 'CITY', 'SAMPLE', 'UNKNOWN']),
      source: line(300).nullable(),
      asOf: date.nullable(),
    })
    .refine((fee) => fee.amountMaxCents === null || fee.amountCents !== null, {
      path: ['amountMaxCents'],
      error: 'needs a lower end in amountCents',
      ...told('RANGE_BACKWARDS'),
    })
    .refine((fee) => (fee.amountMaxCents ?? Infinity) >= (fee.amountCents ?? 0), {
      path: ['amountMaxCents'],
      error: 'must not be less than amountCents',
      ...told('RANGE_BACKWARDS'),
    })
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag
  } catch {
    return false
  }
}

interface LanguageFault {
  message: string
  code: FieldCode
  /** The language that it is about. */
  locale: string
}

function languageFaults(map: object, [first, ...others]: readonly string[]): LanguageFault[] {
  const tags = Object.keys(map)
  const unknown = tags.filter((tag) => tag !== first && !others.includes(tag))
  const missing = first !== undefined && !tags.includes(first) ? [first] : []
  return [
    ...missing.map((locale) => ({
      message: `has no text in the default language (${locale})`,
      code: 'REQUIRED' as const,
      locale,
    })),
    ...unknown.map((locale) => ({
      message: `has a text in "${locale}", a language that office.json does not offer`,
      code: 'LANGUAGE_UNKNOWN' as const,
      locale,
    })),
  ]
}

/** What editors are told of a rule, in their language: see editor/problems.ts. */
function told(code: FieldCode): { params: { code: FieldCode } } {
  return { params: { code } }
}
