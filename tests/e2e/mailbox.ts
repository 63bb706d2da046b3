import { on } from 'node:events'
import { watch } from 'node:fs'
import { mkdir, readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { type ParsedMail, simpleParser, type StructuredHeader } from 'mailparser'
import { inject } from 'vitest'

/** An e-mail as its reader's programs understand it. */
export interface Letter {
  subject: string
  text: string
  html: string
  /** As it was written into the folder. */
  raw: string
  /** Path of the manage link, or undefined when the mail has none. */
  link: string | undefined
  /** Of a mail that carries one. */
  readonly entry: CalendarEntry
}

export interface CalendarEntry {
  /** As the MIME header says it, then as the object itself does. */
  methods: unknown[]
  uid: string
  sequence: number
  /** RFC 3339 in UTC, computed with the zone that the object defines. */
  startsAt: string
  /** Events in the object; one, unless somebody smuggled in another. */
  events: number
  text: string
}

const TOO_LATE_MS = 10_000

/** An address that no other journey writes to. */
export const newAddress = (name: string): string =>
  `${name}.${crypto.randomUUID().slice(0, 8)}@beispiel.example`

/** The mails to an address, the oldest first, once there are so many of them. */
export async function lettersTo(address: string, count: number): Promise<Letter[]> {
  const folder = join(inject('product').dataDir, 'mail')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const late = AbortSignal.timeout(TOO_LATE_MS)
  // Listens before anybody looks, so that nothing arrives unseen in between.
  const watcher = watch(folder)
  const changes = on(watcher, 'change', { signal: late })
  let found = await lettersIn(folder, address)
  try {
    while (found.length < count) {
      await changes.next()
      found = await lettersIn(folder, address)
    }
    return found
  } catch (error) {
    if (!late.aborted) throw error
    throw new Error(`${found.length} mails to ${address} within ${TOO_LATE_MS} ms, not ${count}`, {
      cause: error,
    })
  } finally {
    watcher.close()
  }
}

async function lettersIn(folder: string, address: string): Promise<Letter[]> {
  const letters: Letter[] = []
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.eml')).sort()) {
    const raw = await readFile(join(folder, name), 'utf8')
    // Addresses in a header are short enough to stand unbroken.
    if (raw.includes(address)) letters.push(letterOf(raw, await simpleParser(raw)))
  }
  return letters
}

function letterOf(raw: string, mail: ParsedMail): Letter {
  const text = mail.text ?? ''
  return {
    subject: mail.subject ?? '',
    text,
    html: mail.html || '',
    raw,
    link: /https?:\/\/[^/\s]+((?:\/\w+)?\/termin\/[\w-]{22,})/.exec(text)?.[1],
    get entry() {
      return entryOf(mail)
    },
  }
}

function entryOf(mail: ParsedMail): CalendarEntry {
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
