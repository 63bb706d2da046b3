import type { AppointmentMode } from '../../../generated/prisma/enums.ts'
import type { AppointmentNews, StaffNews } from '../../message.ts'

/** A time in words: `day` as in "Dienstag, 24. November 2026", `time` as in "09:30", without words around it. */
export interface When {
  day: string
  time: string
}

/**
 * Everything that messages say in one language. Each entry is a whole sentence or a whole line, so that a language
 * can order it as its grammar wants; what varies comes in as named values, never glued on behind.
 * Subjects and previews stand on lock screens: no service, no department, no name in them.
 */
export interface Wording {
  subject: Record<AppointmentNews, (when: When) => string>
  /** Shown beside the subject in lists of mails. */
  preview: Record<AppointmentNews, (values: { reference: string }) => string>
  title: Record<AppointmentNews, string>
  greeting: (name: string) => string
  greetingWithoutName: string
  intro: Record<AppointmentNews, Record<AppointmentMode, string>>

  when: string
  /** Of a move: what was before. */
  before: string
  where: string
  call: string
  what: string
  department: string
  reference: string
  moment: (when: When) => string
  /** `minutes` is a whole number. */
  duration: (values: { minutes: number }) => string
  room: (values: { room: string }) => string
  stepFree: string
  weCall: (values: { phone: string }) => string
  weCallYou: string
  wrongNumber: (values: { officePhone: string }) => string
  persons: (values: { service: string; persons: number }) => string
  remarkReceived: string

  bring: Record<AppointmentMode, string>
  onlyNeeded: (values: { condition: string }) => string
  fees: string
  free: string
  amountUnknown: string
  fee: (values: { label: string; amount: string }) => string
  notes: string

  change: string
  changeHint: Record<AppointmentMode, string>
  changeLink: string
  changeSecret: string
  /** For somebody who gets the link without having asked for it. */
  linkUnasked: string

  reason: string
  again: string
  againHint: Record<'CITIZEN' | 'OFFICE', string>
  againLink: string

  help: (values: { phone: string }) => string
  regards: string
  automatic: string
  zone: (values: { zone: string }) => string

  /** To the office, about its pages. */
  feedback: {
    subject: string
    intro: string
    name: string
    email: string
    language: string
    notGiven: string
    answer: string
    noAnswer: string
  }

  /** To members of staff, about their account. */
  staff: Record<
    StaffNews,
    {
      subject: string
      preview: string
      intro: (values: { office: string }) => string
      link: string
      /** For somebody who did not expect it. */
      unasked: string
    }
  > & {
    until: (values: { until: string }) => string
    /** Where nobody has a password: the way in is the city's own sign-in. */
    byProvider: (values: { office: string }) => string
    door: string
  }

  calendar: {
    /** What stands in the calendar, and on lock screens: no service in it. */
    summary: Record<AppointmentMode, (values: { office: string }) => string>
    cancelled: string
    telephone: (values: { phone: string }) => string
    more: string
  }
}

/** The wording of a language with what is to be known of it: see languages.json. */
export interface Texts extends Wording {
  /** BCP 47 tag that Intl formats dates and money by. */
  language: string
  direction: 'ltr' | 'rtl'
  /** How the paths of the pages in this language begin: empty, or with a slash. */
  pathPrefix: string
}
