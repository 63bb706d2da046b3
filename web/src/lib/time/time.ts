// The only module that formats instants and days. Always in the office's time zone, not in that of the device or the
// server.

import { languageOf, type Locale } from '#lib/i18n/locale.ts'

/** An instant in the API's format: RFC 3339, UTC. */
export type Instant = string
/** A calendar day in the office's zone, e.g. 2026-11-24. */
export type Day = string

// One process serves one office, so its zone is a module variable instead of a parameter. Until the office is loaded
// (lib/office does so before any page is rendered), it is the zone of Germany.
let zone = 'Europe/Berlin'

/** Sets the IANA zone of all formatted times. */
export function useTimeZone(name: string): void {
  if (name === zone) return
  zone = name
  formats.clear()
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: Locale, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${name}`
  let formatter = formats.get(key)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(languageOf(locale).intl, { timeZone: zone, ...options })
    formats.set(key, formatter)
  }
  return formatter
}

/** “Dienstag, 24. November 2026” */
export const dateInWords = (instant: Instant, locale: Locale): string =>
  format(locale, 'date', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(instant),
  )

/** “Di., 24. Nov.”: for lists. */
export const dateShort = (instant: Instant, locale: Locale): string =>
  format(locale, 'short', { weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(instant))

/** “09:30 Uhr”, in English “09:30”; with no-break spaces. */
export function clock(instant: Instant, locale: Locale): string {
  return languageOf(locale).clock.replace('{time}', clockDigits(instant)).replaceAll(' ', '\u00a0')
}

/** “09:30” */
export function clockDigits(instant: Instant): string {
  const { hour, minute } = digitsOf(instant)
  return `${hour}:${minute}`
}

/** The calendar day of an instant. */
export function dayOf(instant: Instant | Date): Day {
  const { year, month, day } = digitsOf(instant)
  return `${year}-${month}-${day}`
}

/** The digits of date and time, two each, four of the year. One shared format, because creating one is slow on phones. */
function digitsOf(instant: Instant | Date): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  const digits = format('en', 'digits', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return Object.fromEntries(digits.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))
}

/** Hour of the local time, 0–23, for grouping. */
export const hourOf = (instant: Instant): number => Number(clockDigits(instant).slice(0, 2))

/** Adds calendar days; a negative number goes back. */
export function addDays(day: Day, days: number): Day {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** Noon of a day in UTC, which is the same day in Europe; only for formatting. */
const noon = (day: Day): Instant => `${day}T12:00:00Z`

/** “Dienstag, 24. November” */
export const dayInWords = (day: Day, locale: Locale): string =>
  format(locale, 'dayWords', { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(noon(day)))

/** The parts of a day: “Di”, “24.”, “Nov” */
export const dayParts = (day: Day, locale: Locale): { weekday: string; day: string; month: string } => ({
  weekday: format(locale, 'short weekday', { weekday: 'short' }).format(new Date(noon(day))),
  day: languageOf(locale).dayOfMonth.replace('{day}', String(Number(day.slice(-2)))),
  month: format(locale, 'month', { month: 'short' }).format(new Date(noon(day))),
})

/** 3 January 2000 was a Monday. */
const someMonday = Date.UTC(2000, 0, 3, 12)

/** A weekday by ISO 8601 (1 is Monday): “Mo”, “Montag” */
export const weekdayName = (weekday: number, length: 'short' | 'long', locale: Locale): string =>
  format(locale, `${length} weekday`, { weekday: length }).format(someMonday + (weekday - 1) * 86_400_000)

/** “Dezember 2026”; `month` in ISO 8601: 2026-12 */
export const monthInWords = (month: string, locale: Locale): string =>
  format(locale, 'monthYear', { month: 'long', year: 'numeric' }).format(new Date(noon(`${month}-01`)))

/** Days from `today` to `day`: 0 is today, 1 tomorrow. */
export const daysUntil = (day: Day, today: Day): number =>
  Math.round((Date.parse(noon(day)) - Date.parse(noon(today))) / 86_400_000)

/** Remaining minutes, rounded up; 0 after the end. */
export const minutesLeft = (until: Instant, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(until) - now) / 60_000))

/** Whether the device is in another time zone than the office; pages with times then show a notice. */
export function deviceIsElsewhere(now: Date = new Date()): boolean {
  const { day, hour, minute } = digitsOf(now)
  const here = [now.getDate(), now.getHours(), now.getMinutes()]
  return here.join() !== [day, hour, minute].map(Number).join()
}

/** Whether a text is a valid calendar day, e.g. from the URL. */
export const isDay = (text: string | null | undefined): text is Day =>
  typeof text === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(noon(text))) &&
  addDays(text, 0) === text

/** Whether a text is an instant in the API's format, e.g. from a form. */
export const isInstant = (text: string): text is Instant =>
  /^T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?Z$/.test(text.slice(10)) && isDay(text.slice(0, 10))
