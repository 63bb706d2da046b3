import { minuteOf } from '../../kernel/instant.ts'
import { phoneInWords } from '../../kernel/phone.ts'
import type {
  Appointment,
  AppointmentDocument,
  AppointmentFee,
  AppointmentItem,
  AppointmentPlace,
} from './appointment.ts'
import type { Block, Content } from './content.ts'
import { dayInWords, timeOfDay, zoneInWords } from './dates.ts'
import { amountInWords } from './money.ts'
import type { AppointmentNews } from '../message.ts'
import type { Texts, When } from './texts/texts.ts'
import { isolated, lines, oneLine } from './sanitize.ts'

/** Composes a message: content and order; html.ts and plain.ts render it. */
export function compose(kind: AppointmentNews, appointment: Appointment, texts: Texts): Content {
  const when = whenOf(appointment.startsAt, appointment, texts)
  return {
    subject: texts.subject[kind](when),
    preview: texts.preview[kind]({ reference: appointment.reference }),
    title: texts.title[kind],
    blocks: [
      { type: 'paragraph', text: greeting(appointment, texts) },
      { type: 'paragraph', text: texts.intro[kind][appointment.mode] },
      ...body(kind, appointment, texts),
      { type: 'paragraph', text: texts.help({ phone: phoneOfOffice(appointment) }) },
      { type: 'paragraph', text: texts.regards },
      { type: 'paragraph', text: appointment.office.name },
    ],
    footer: [
      texts.automatic,
      texts.zone({ zone: zoneInWords(appointment.startsAt, appointment.office.timeZone, texts.language) }),
    ],
  }
}

function greeting({ contact }: Appointment, texts: Texts): string {
  const name = oneLine(contact?.name ?? '')
  // Anybody can book with any name and e-mail address: a name with a link could send advertisements in the town's name.
  const looksLikeLink = /:\/\/|\bwww\./i.test(name)
  return name === '' || looksLikeLink ? texts.greetingWithoutName : texts.greeting(isolated(name))
}

function body(kind: AppointmentNews, appointment: Appointment, texts: Texts): Block[] {
  switch (kind) {
    case 'CONFIRMED':
    case 'MOVED':
    case 'MOVED_BY_OFFICE':
    case 'REMINDER':
      return invitation(kind, appointment, texts)
    case 'CANCELLED_BY_CITIZEN':
    case 'CANCELLED_BY_OFFICE':
      return cancellation(kind, appointment, texts)
    case 'LINK':
      return manageLinkMail(appointment, texts)
  }
}

/** A mail with only the manage link: its page shows the current state of the appointment. */
function manageLinkMail(appointment: Appointment, texts: Texts): Block[] {
  return [
    { type: 'link', text: texts.changeLink, url: appointment.manageUrl },
    { type: 'paragraph', text: texts.changeSecret },
    { type: 'facts', rows: subjectRows(appointment, texts) },
    { type: 'paragraph', text: texts.linkUnasked },
  ]
}

function invitation(kind: AppointmentNews, appointment: Appointment, texts: Texts): Block[] {
  const { mode, contact } = appointment
  const items = appointment.items
  return [
    ...(kind === 'MOVED_BY_OFFICE' ? reasonOfOffice(appointment, texts) : []),
    {
      type: 'facts',
      rows: [
        {
          label: texts.when,
          lines: [momentOf(appointment.startsAt, appointment, texts), durationOf(appointment, texts)],
        },
        ...previousStartRow(appointment, texts),
        mode === 'TELEPHONE'
          ? { label: texts.call, lines: callLines(appointment, texts) }
          : { label: texts.where, lines: placeLines(appointment.place, texts) },
        ...subjectRows(appointment, texts),
      ],
    },
    ...paragraphs(kind === 'CONFIRMED' && contact?.remark ? [texts.remarkReceived] : []),
    ...bringList(appointment, texts),
    ...section(texts.fees, items, (item) => item.fees.map((fee) => feePoint(fee, texts))),
    ...section(texts.notes, items, (item) =>
      item.notes
        // A note that several services have is listed under the first one only.
        .filter((note) => items.find(({ notes }) => notes.includes(note)) === item)
        .map((note) => ({ text: note, details: [] })),
    ),
    { type: 'heading', text: texts.change },
    { type: 'paragraph', text: texts.changeHint[mode] },
    { type: 'link', text: texts.changeLink, url: appointment.manageUrl },
    { type: 'paragraph', text: texts.changeSecret },
  ]
}

function cancellation(kind: AppointmentNews, appointment: Appointment, texts: Texts): Block[] {
  const by = kind === 'CANCELLED_BY_OFFICE' ? 'OFFICE' : 'CITIZEN'
  return [
    ...(by === 'OFFICE' ? reasonOfOffice(appointment, texts) : []),
    {
      type: 'facts',
      rows: [
        { label: texts.when, lines: [momentOf(appointment.startsAt, appointment, texts)] },
        ...subjectRows(appointment, texts),
      ],
    },
    { type: 'heading', text: texts.again },
    { type: 'paragraph', text: texts.againHint[by] },
    { type: 'link', text: texts.againLink, url: `${appointment.office.publicUrl}${texts.pathPrefix || '/'}` },
  ]
}

/** The office's reason for a cancellation or a move, as typed; nothing without a reason. */
function reasonOfOffice({ reason }: Appointment, texts: Texts): Block[] {
  const words = lines(reason ?? '').map(isolated)
  if (words.length === 0) return []
  return [
    { type: 'heading', text: texts.reason },
    { type: 'quote', lines: words },
  ]
}

function previousStartRow(appointment: Appointment, texts: Texts) {
  const { previousStartsAt } = appointment
  return previousStartsAt
    ? [{ label: texts.before, lines: [momentOf(previousStartsAt, appointment, texts)] }]
    : []
}

function subjectRows(appointment: Appointment, texts: Texts) {
  const services = appointment.items.map(({ title, persons }) => texts.persons({ service: title, persons }))
  return [
    { label: texts.what, lines: services },
    { label: texts.department, lines: [appointment.department.name] },
    { label: texts.reference, lines: [appointment.reference] },
  ]
}

/** A list under its heading; with several services, one list for each under its title. */
function section(
  heading: string,
  items: AppointmentItem[],
  pointsOf: (item: AppointmentItem) => { text: string; details: string[] }[],
): Block[] {
  const lists = items
    .map((item) => ({ title: item.title, points: pointsOf(item) }))
    .filter((l) => l.points.length > 0)
  if (lists.length === 0) return []
  const blocks: Block[] = [{ type: 'heading', text: heading }]
  for (const { title, points } of lists) {
    if (items.length > 1) blocks.push({ type: 'paragraph', text: `${title}:` })
    blocks.push({ type: 'list', items: points })
  }
  return blocks
}

/** One list for all services, because documents are collected once. */
function bringList({ documents, mode }: Appointment, texts: Texts): Block[] {
  if (documents.length === 0) return []
  return [
    { type: 'heading', text: texts.bring[mode] },
    { type: 'list', items: documents.map((document) => documentPoint(document, texts)) },
  ]
}

function documentPoint({ title, detail, requiredWhen }: AppointmentDocument, texts: Texts) {
  const details = [requiredWhen === null ? null : texts.onlyNeeded({ condition: requiredWhen }), detail]
  return { text: title, details: details.filter((line) => line !== null) }
}

function feePoint(fee: AppointmentFee, texts: Texts) {
  const amount = amountInWords(fee, texts)
  if (amount === null) return { text: fee.label, details: [fee.condition ?? texts.amountUnknown] }
  return {
    text: texts.fee({ label: fee.label, amount }),
    details: fee.condition === null ? [] : [fee.condition],
  }
}

function paragraphs(sentences: string[]): Block[] {
  return sentences.map((text) => ({ type: 'paragraph', text }))
}

/** Address and room, line by line. */
export function placeLines(place: AppointmentPlace | null, texts: Texts): string[] {
  if (!place) return []
  return [
    place.building,
    place.street,
    `${place.postalCode} ${place.city}`.trim(),
    place.room === null ? null : texts.room({ room: place.room }),
    place.access,
    place.stepFree ? texts.stepFree : null,
  ].filter((line): line is string => line !== null && line !== '')
}

function callLines(appointment: Appointment, texts: Texts): string[] {
  const phone = phoneOfCitizen(appointment)
  if (phone === null) return [texts.weCallYou]
  return [texts.weCall({ phone }), texts.wrongNumber({ officePhone: phoneOfOffice(appointment) })]
}

/** The citizen's telephone number in the national format of the office's country. */
export function phoneOfCitizen({ contact, office }: Appointment): string | null {
  return contact?.phone ? phoneInWords(oneLine(contact.phone), office.country) : null
}

/** The telephone number for questions about this appointment. */
export function phoneOfOffice({ department, office }: Appointment): string {
  return department.phone ?? office.phone
}

function whenOf(instant: Date, { office }: Appointment, { language }: Texts): When {
  return {
    day: dayInWords(instant, office.timeZone, language),
    time: timeOfDay(instant, office.timeZone),
  }
}

/** `Dienstag, 24. November 2026, 09:30 Uhr` */
export function momentOf(instant: Date, appointment: Appointment, texts: Texts): string {
  return texts.moment(whenOf(instant, appointment, texts))
}

function durationOf({ startsAt, endsAt }: Appointment, texts: Texts): string {
  return texts.duration({ minutes: minuteOf(endsAt) - minuteOf(startsAt) })
}
