import type { AppointmentMode } from '../../../generated/prisma/enums.ts'
import type { AppointmentNews, StaffNews } from '../../message.ts'

/** A formatted time: `day` as in "Dienstag, 24. November 2026", `time` as in "09:30", without further words. */
export interface When {
  day: string
  time: string
}

/**
 * The texts of messages in one language. Each entry is a whole sentence or line with named values, because the order of
 * words differs by language.
 * Subjects and previews are shown on lock screens, so they must not contain services, departments or names.
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
  /** Label of the previous time, after a move. */
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
  /** Note for recipients who did not request the link. */
  linkUnasked: string

  reason: string
  again: string
  againHint: Record<'CITIZEN' | 'OFFICE', string>
  againLink: string

  help: (values: { phone: string }) => string
  regards: string
  automatic: string
  zone: (values: { zone: string }) => string

  /** Mail to the office with feedback about the pages. */
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

  /** Mails to members of staff about their account. */
  staff: Record<
    StaffNews,
    {
      subject: string
      preview: string
      intro: (values: { office: string }) => string
      link: string
      /** Note for recipients who did not expect the mail. */
      unasked: string
    }
  > & {
    until: (values: { until: string }) => string
    /** Replaces the password texts if sign-in is only possible by the city's own provider. */
    byProvider: (values: { office: string }) => string
    signInLink: string
  }

  calendar: {
    /** Title in the calendar, also shown on lock screens, so without the service. */
    summary: Record<AppointmentMode, (values: { office: string }) => string>
    cancelled: string
    telephone: (values: { phone: string }) => string
    more: string
  }
}

/** The texts of a language with its properties from languages.json. */
export interface Texts extends Wording {
  /** BCP 47 tag with which Intl formats dates and money. */
  language: string
  direction: 'ltr' | 'rtl'
  /** Prefix of the paths of pages in this language: empty, or with a slash. */
  pathPrefix: string
}
