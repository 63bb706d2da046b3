// The one place that turns instants and days into words. Always in the office's zone: ten o'clock is ten o'clock at
// the town hall, wherever the device is and whatever zone the server runs in.

import { languageOf, type Locale } from '#lib/i18n/locale.ts'

/** An instant as the API writes it: RFC 3339, UTC. */
export type Instant = string
/** A calendar day in the office's zone, e.g. 2026-11-24. */
export type Day = string

// One process serves one office, so its zone need not be handed through every function. Until the office is known
// (lib/office sets it before any page is made), it is that of the country for which this app is made.
let zone = 'Europe/Berlin'

/** Shows all times in this IANA zone from now on. */
export function useTimeZone(name: string): void {
  if (name === zone) return
  zone = name
  formats.clear()
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: Locale, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${name}`
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(languageOf(locale).intl, { timeZone: zone, ...options })
    formats.set(key, made)
  }
  return made
}

/** “Dienstag, 24. November 2026” */
export const dateInWords = (instant: Instant, locale: Locale): string =>
  format(locale, 'date', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(instant),
  )

/** “Di., 24. Nov.”: for lists. */
export const dateShort = (instant: Instant, locale: Locale): string =>
  format(locale, 'short', { weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(instant))

/** “09:30 Uhr”, in English “09:30”; never broken over two lines. */
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

/** What calendar and clock show, two digits each, the year four. By one format: a phone takes long to make one. */
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

/** Hour of the local clock, 0–23: what times are grouped by. */
export const hourOf = (instant: Instant): number => Number(clockDigits(instant).slice(0, 2))

/** A day so many days later (or earlier), by the calendar. */
export function addDays(day: Day, days: number): Day {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** Noon of a day in UTC lies on the same day in Europe; only for turning days into words. */
const noon = (day: Day): Instant => `${day}T12:00:00Z`

/** “Dienstag, 24. November” */
export const dayInWords = (day: Day, locale: Locale): string =>
  format(locale, 'dayWords', { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(noon(day)))

/** The parts of a day for a list: “Di”, “24.”, “Nov” */
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

/** “Dezember 2026”, of a month as ISO 8601 writes it: 2026-12 */
export const monthInWords = (month: string, locale: Locale): string =>
  format(locale, 'monthYear', { month: 'long', year: 'numeric' }).format(new Date(noon(`${month}-01`)))

/** Days from `today` to `day`: 0 is today, 1 tomorrow. */
export const daysUntil = (day: Day, today: Day): number =>
  Math.round((Date.parse(noon(day)) - Date.parse(noon(today))) / 86_400_000)

/** Whole minutes that are left, rounded up; 0 when over. */
export const minutesLeft = (until: Instant, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(until) - now) / 60_000))

/** Whether the device's clock shows another hour or day than the office's: then every page with times says so. */
export function deviceIsElsewhere(now: Date = new Date()): boolean {
  const { day, hour, minute } = digitsOf(now)
  const here = [now.getDate(), now.getHours(), now.getMinutes()]
  return here.join() !== [day, hour, minute].map(Number).join()
}

/** Whether a text is a calendar day that exists, e.g. from the address. */
export const isDay = (text: string | null | undefined): text is Day =>
  typeof text === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(noon(text))) &&
  addDays(text, 0) === text

/** Whether a text is an instant as the API writes it, e.g. from a form. */
export const isInstant = (text: string): text is Instant =>
  /^T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?Z$/.test(text.slice(10)) && isDay(text.slice(0, 10))
