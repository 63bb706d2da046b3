import { z } from 'zod'
import { languageFaults } from './by-locale.ts'
import { isHolidayRegion, isTimeZone } from './place.ts'
import { day, line, link, phone, verification } from './values.ts'

/** Schema of office.json. It is read first, because it names the languages by which all other files are checked. */
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

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag
  } catch {
    return false
  }
}
