import { Parser } from 'htmlparser2'
import { describe, expect, it } from 'vitest'
import type { Appointment } from '../../../api/notification/compose/appointment.ts'
import { renderMessage } from '../../../api/notification/compose/render.ts'
import { messageLocales } from '../../../api/notification/compose/texts/index.ts'
import { byTelephone, nasty, onSite } from './appointments.ts'

const kinds = [
  'CONFIRMED',
  'MOVED',
  'MOVED_BY_OFFICE',
  'CANCELLED_BY_CITIZEN',
  'CANCELLED_BY_OFFICE',
  'REMINDER',
  'LINK',
] as const
const messagesWithAppointment = ['CONFIRMED', 'MOVED', 'MOVED_BY_OFFICE', 'REMINDER'] as const

/** The elements and the visible text of HTML, by an independent parser. */
function read(html: string) {
  const elements: { name: string; attributes: Record<string, string> }[] = []
  let text = ''
  const parser = new Parser({
    onopentag: (name, attributes) => {
      elements.push({ name, attributes: { ...attributes } })
      if (name === 'br') text += '\n'
    },
    ontext: (part) => (text += part),
  })
  parser.end(html)
  return { elements, text }
}

describe('every message, in every language', () => {
  for (const locale of messageLocales) {
    for (const kind of kinds) {
      for (const appointment of [onSite({ locale }), byTelephone({ locale })]) {
        it(`${kind} ${appointment.mode} ${locale}: text and HTML have the same content`, () => {
          const { subject, text, html, locale: written } = renderMessage(kind, appointment)
          const { elements, text: shown } = read(html)
          expect(written).toBe(locale)
          expect(subject).toMatch(/24/)
          expect(`${text}${html}${subject}`).not.toMatch(/undefined|null|\[object|NaN/)
          expect(shown).toContain('K7M4-2QXD')
          for (const line of text.split('\n')) {
            const content = line.replace(/^(- | {2}|> |-+$)/, '').replace(/:$/, '')
            expect(shown).toContain(content)
          }
          expect(elements.find(({ name }) => name === 'html')?.attributes).toMatchObject({
            lang: locale,
            dir: 'ltr',
          })
          expect(elements.filter(({ name }) => name === 'h1')).toHaveLength(1)
        })
      }
    }
  }

  it('has no service, department or name in subject and preview, which lock screens show', () => {
    for (const locale of messageLocales) {
      for (const kind of kinds) {
        const { subject, html } = renderMessage(kind, onSite({ locale }))
        const preview = /<div style="display:none[^>]*>([^<]*)</.exec(html)?.[1]
        expect(preview).toMatch(/K7M4-2QXD/)
        expect(`${subject} ${preview}`).not.toMatch(/Personalausweis|Einwohnermeldewesen|Erika/)
      }
    }
  })

  it('has no external resources, scripts or forms', () => {
    for (const kind of kinds) {
      const { elements } = read(renderMessage(kind, onSite()).html)
      const names = new Set(elements.map(({ name }) => name))
      for (const name of ['img', 'script', 'link', 'iframe', 'style', 'form', 'object'])
        expect(names).not.toContain(name)
      expect(
        elements.flatMap(({ attributes }) => Object.keys(attributes)).filter((name) => /^on|^src/.test(name)),
      ).toEqual([])
    }
  })
})

describe('a message about a valid appointment', () => {
  it.each(messagesWithAppointment)('%s contains time, place, documents, fees, link and telephone', (kind) => {
    const { text } = renderMessage(kind, onSite())
    for (const line of [
      '  Dienstag, 24. November 2026, 09:30 Uhr',
      '  Dauer: etwa 30 Minuten',
      '  Altes Rathaus',
      '  Burgstraße 1–5',
      '  06217 Merseburg',
      '  Raum 12',
      '  Bitte melden Sie sich im Wartebereich.',
      '  Personalausweis beantragen (2 Personen)',
      '- Geburtsurkunde\n  Nur nötig: Nach einer Namensänderung',
      '- Ab 24 Jahren: 46\u00a0€\n  Gültig 10 Jahre',
      '- Express: 10–25,50\u00a0€',
      '- Abholung: kostenlos',
      '- Kopien\n  Nach Aufwand',
      '- Sie müssen selbst kommen.',
      'absagen:\nhttps://termine.example.org/termin/AbC-123_xyz\n',
      '03461 445-0',
    ]) {
      expect(text).toContain(line)
    }
  })

  it('formats money and times by its language', () => {
    const { text } = renderMessage('CONFIRMED', onSite({ locale: 'en' }))
    expect(text).toContain('Tuesday, 24 November 2026, 09:30')
    expect(text).toContain('€46')
  })

  it('has the number that the office calls, and how to correct it', () => {
    const { text } = renderMessage('CONFIRMED', byTelephone())
    expect(text).toContain('Wir rufen Sie an unter 03461 123456.')
    expect(text).toContain('Stimmt die Nummer nicht? Dann rufen Sie uns bitte vorher an: 03461 445-0.')
    expect(text).toContain('Das legen Sie bitte bereit')
    expect(text).not.toContain('Burgstraße')
  })

  it('lists fees by service, but each document and each note once, when there are several services', () => {
    const [first] = onSite().items as [Appointment['items'][number]]
    const second = { ...first, title: 'Reisepass beantragen', persons: 1 }
    const { text } = renderMessage('CONFIRMED', onSite({ items: [first, second] }))
    expect(text.match(/^Reisepass beantragen:$/gm)).toHaveLength(1)
    expect(text.match(/Sie müssen selbst kommen/g)).toHaveLength(1)
    expect(text.match(/Bisheriger Ausweis/g)).toHaveLength(1)
    expect(text).toContain('  Personalausweis beantragen (2 Personen)\n  Reisepass beantragen\n')
  })

  it('contains old and new time after a move', () => {
    const previousStartsAt = new Date('2026-10-23T12:00:00Z')
    const { text } = renderMessage('MOVED', onSite({ previousStartsAt }))
    expect(text).toContain('Bisher:\n  Freitag, 23. Oktober 2026, 14:00 Uhr')
  })

  it('quotes the reason of the office for a move and apologises', () => {
    const reason = 'Eine Kollegin ist krank.\nBitte <entschuldigen> Sie.'
    const { text, html } = renderMessage('MOVED_BY_OFFICE', onSite({ reason }))
    expect(text).toContain('> Eine Kollegin ist krank.\n> Bitte <entschuldigen> Sie.')
    expect(html).toContain('Bitte &lt;entschuldigen&gt; Sie.')
    expect(text).toContain('Es tut uns leid')
    expect(renderMessage('MOVED', onSite({ reason })).text).not.toContain('krank')
  })

  it('confirms a remark without repeating it', () => {
    const contact = { name: 'Eva', email: 'eva@example.org', phone: null, remark: 'Gewinnen Sie jetzt!' }
    const { text, html } = renderMessage('CONFIRMED', onSite({ contact }))
    expect(text).toContain('Ihre Nachricht an uns haben wir erhalten.')
    expect(`${text}${html}`).not.toContain('Gewinnen')
  })

  it('has a calendar object with the right method, except a reminder and a link', () => {
    const methods = kinds.map((kind) => renderMessage(kind, onSite()).calendar?.method ?? null)
    expect(methods).toEqual(['REQUEST', 'REQUEST', 'REQUEST', 'CANCEL', 'CANCEL', null, null])
  })
})

describe('a cancellation', () => {
  it('by the office has the quoted reason, an apology and the link to a new appointment', () => {
    const reason = 'Das Haus wird geräumt.\nWir bitten um <Verständnis>.'
    const { text, html } = renderMessage('CANCELLED_BY_OFFICE', onSite({ reason }))
    expect(text).toContain('> Das Haus wird geräumt.\n> Wir bitten um <Verständnis>.')
    expect(html).toContain('Wir bitten um &lt;Verständnis&gt;.')
    expect(text).toContain('Es tut uns sehr leid')
    expect(text).toContain('https://termine.example.org/\n')
    expect(text).not.toContain('/termin/')
  })

  it('by the citizen has no reason', () => {
    const { text } = renderMessage('CANCELLED_BY_CITIZEN', onSite({ reason: 'privat' }))
    expect(text).not.toContain('privat')
  })
})

describe('user input in a message', () => {
  it('is escaped in text, HTML and subject', () => {
    const contact = { name: nasty, email: 'eva@example.org', phone: null, remark: nasty }
    const plain = read(renderMessage('CONFIRMED', onSite()).html).elements.map(({ name }) => name)
    for (const kind of kinds) {
      const { text, html, subject } = renderMessage(kind, onSite({ contact, reason: nasty }))
      expect(subject).not.toMatch(/[\r\n]/)
      expect(text).not.toContain('\r')
      expect(text).not.toMatch(/^Bcc:/m)
      expect(html).not.toContain('<img')
      expect(
        read(html).elements.filter(({ name }) => !plain.includes(name) && name !== 'blockquote'),
      ).toEqual([])
    }
    const { text, html } = renderMessage('CONFIRMED', onSite({ contact }))
    expect(text).toContain(
      'Guten Tag \u2068Eva Bcc: victim@example.net <img src=x onerror=alert(1)> "O\'Neil"',
    )
    expect(read(html).text).toContain('<img src=x onerror=alert(1)> "O\'Neil"')
    expect(text).toMatch(/& \^n\u2069,/)
  })

  it('is not repeated if a name contains a link, against advertising', () => {
    const contact = {
      name: 'Gewinn auf https://evil.example',
      email: 'a@example.org',
      phone: null,
      remark: null,
    }
    const { text, html } = renderMessage('CONFIRMED', onSite({ contact }))
    expect(text).toContain('Guten Tag,\n')
    expect(`${text}${html}`).not.toContain('evil')
  })
})

it('a message in an unsupported language is German, with its locale', () => {
  expect(renderMessage('CONFIRMED', onSite({ locale: 'uk' })).locale).toBe('de')
  expect(renderMessage('CONFIRMED', onSite({ locale: 'en-US' })).locale).toBe('en')
})
