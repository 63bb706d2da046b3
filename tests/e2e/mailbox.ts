import { on } from 'node:events'
import { watch } from 'node:fs'
import { mkdir, readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { type ParsedMail, simpleParser, type StructuredHeader } from 'mailparser'
import { inject } from 'vitest'

/** A parsed e-mail. */
export interface Mail {
  subject: string
  text: string
  html: string
  /** The source. */
  raw: string
  /** Path of the manage link, if any. */
  link: string | undefined
  /** The calendar object. @throws if the mail has none */
  readonly entry: CalendarEntry
}

export interface CalendarEntry {
  /** The method in the MIME header, then in the object itself. */
  methods: unknown[]
  uid: string
  sequence: number
  /** RFC 3339 in UTC, computed with the time zone in the object. */
  startsAt: string
  /** Number of events in the object; more than one means that text was interpreted as iCalendar. */
  events: number
  text: string
}

const TIMEOUT_MS = 10_000

/** A unique e-mail address. */
export const newAddress = (name: string): string =>
  `${name}.${crypto.randomUUID().slice(0, 8)}@beispiel.example`

/** Waits for a number of mails to an address; returns them, the oldest first. */
export async function mailsTo(address: string, count: number): Promise<Mail[]> {
  const folder = join(inject('product').dataDir, 'mail')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  // Watches before reading, so that no mail is missed in between.
  const watcher = watch(folder)
  const changes = on(watcher, 'change', { signal: timeout })
  let found = await mailsIn(folder, address)
  try {
    while (found.length < count) {
      await changes.next()
      found = await mailsIn(folder, address)
    }
    return found
  } catch (error) {
    if (!timeout.aborted) throw error
    throw new Error(`${found.length} mails to ${address} within ${TIMEOUT_MS} ms, not ${count}`, {
      cause: error,
    })
  } finally {
    watcher.close()
  }
}

async function mailsIn(folder: string, address: string): Promise<Mail[]> {
  const mails: Mail[] = []
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.eml')).sort()) {
    const raw = await readFile(join(folder, name), 'utf8')
    // Addresses are short enough not to be folded in a header.
    if (raw.includes(address)) mails.push(parseMail(raw, await simpleParser(raw)))
  }
  return mails
}

function parseMail(raw: string, mail: ParsedMail): Mail {
  const text = mail.text ?? ''
  return {
    subject: mail.subject ?? '',
    text,
    html: mail.html || '',
    raw,
    link: /https?:\/\/[^/\s]+((?:\/\w+)?\/termin\/[\w-]{22,})/.exec(text)?.[1],
    get entry() {
      return calendarEntryOf(mail)
    },
  }
}

function calendarEntryOf(mail: ParsedMail): CalendarEntry {
  const part = mail.attachments.find(({ contentType }) => contentType === 'text/calendar')
  if (!part) throw new Error('the mail has no calendar object')
  const text = part.content.toString()
  const calendar = new ICAL.Component(ICAL.parse(text))
  const events = calendar.getAllSubcomponents('vevent')
  const event = new ICAL.Event(events[0]!)
  event.startDate.zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')!)
  return {
    methods: [
      (part.headers.get('content-type') as StructuredHeader).params.method,
      calendar.getFirstPropertyValue('method'),
    ],
    uid: event.uid,
    sequence: event.sequence,
    startsAt: event.startDate.toJSDate().toISOString(),
    events: events.length,
    text,
  }
}
