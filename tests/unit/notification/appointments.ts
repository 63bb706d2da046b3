import type { Appointment } from '../../../api/notification/compose/appointment.ts'

/** A German appointment on site. @param changes the fields that matter to a test */
export function onSite(changes: Partial<Appointment> = {}): Appointment {
  return {
    bookingId: '0198c0de-0000-7000-8000-000000000001',
    reference: 'K7M4-2QXD',
    locale: 'de',
    mode: 'ON_SITE',
    startsAt: new Date('2026-11-24T08:30:00Z'),
    endsAt: new Date('2026-11-24T09:00:00Z'),
    previousStartsAt: null,
    sequence: 0,
    stampedAt: new Date('2026-11-22T10:15:30Z'),
    items: [
      {
        title: 'Personalausweis beantragen',
        persons: 2,
        fees: [
          {
            label: 'Ab 24 Jahren',
            amountCents: 4600,
            amountMaxCents: null,
            currency: 'EUR',
            condition: 'Gültig 10 Jahre',
          },
          { label: 'Express', amountCents: 1000, amountMaxCents: 2550, currency: 'EUR', condition: null },
          { label: 'Abholung', amountCents: 0, amountMaxCents: null, currency: 'EUR', condition: null },
          {
            label: 'Kopien',
            amountCents: null,
            amountMaxCents: null,
            currency: 'EUR',
            condition: 'Nach Aufwand',
          },
        ],
        notes: ['Sie müssen selbst kommen.'],
      },
    ],
    documents: [
      { title: 'Bisheriger Ausweis', detail: 'Auch ein abgelaufener.', requiredWhen: null },
      { title: 'Geburtsurkunde', detail: null, requiredWhen: 'Nach einer Namensänderung' },
    ],
    department: { name: 'Einwohnermeldewesen', phone: '03461 445-0' },
    place: {
      building: 'Altes Rathaus',
      street: 'Burgstraße 1–5',
      postalCode: '06217',
      city: 'Merseburg',
      room: '12',
      access: 'Bitte melden Sie sich im Wartebereich.',
      stepFree: null,
    },
    contact: { name: 'Erika Beispiel', email: 'erika@example.org', phone: null, remark: null },
    manageUrl: 'https://termine.example.org/termin/AbC-123_xyz',
    reason: null,
    office: {
      name: 'Stadt Merseburg',
      phone: '03461 445-1',
      timeZone: 'Europe/Berlin',
      country: 'DE',
      accent: '#1a3da5',
      from: { name: 'Stadt Merseburg', address: 'termine@example.org' },
      publicUrl: 'https://termine.example.org',
    },
    ...changes,
  }
}

/** As `onSite`, but by telephone. */
export function byTelephone(changes: Partial<Appointment> = {}): Appointment {
  const contact = { name: 'Erika Beispiel', email: 'erika@example.org', phone: '+493461123456', remark: null }
  return onSite({ mode: 'TELEPHONE', place: null, contact, ...changes })
}

/** A malicious name or remark: headers, markup, a second event, quotes, marks that change the text direction. */
export const nasty =
  'Eva\r\nBcc: victim@example.net\r\n\r\n<img src=x onerror=alert(1)> "O\'Neil" \\; , END:VEVENT\nBEGIN:VEVENT \u202Etxt.exe \u2069\u200F & ^n'
