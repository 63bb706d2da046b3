import type { Database } from '../../../api/kernel/db.ts'
import type { BookingStatus, MessageKind } from '../../../api/generated/prisma/enums.ts'
import type { DeliveryDeps } from '../../../api/notification/outbox/deliver.ts'
import type { Sender } from '../../../api/notification/sender.ts'
import { mailChannel } from '../../../api/notification/transport/mail-channel.ts'
import type { MailTransport } from '../../../api/notification/mail.ts'
import { openTransport } from '../../../api/notification/transport/transport.ts'

export const config = {
  publicUrl: 'https://termine.example.org/',
  mailFrom: 'Stadt Beispiel <termine@example.org>',
  secretKey: new Uint8Array(32).fill(7),
}

/** Adds a desk with one service to the database, and an office if there is none. */
export async function writeDesk({ prisma }: Database): Promise<void> {
  await prisma.office.upsert({
    where: { id: 1 },
    update: {},
    create: {
      name: { de: 'Stadt Beispiel' },
      timeZone: 'Europe/Berlin',
      holidayRegion: 'DE-ST',
      phone: '+493461000',
      phoneDisplay: '03461 000',
      locales: ['de', 'en'],
    },
  })
  const address = {
    street: 'Marktweg 1',
    postalCode: '06217',
    city: 'Beispielstadt',
    building: { de: 'Rathaus' },
  }
  await prisma.department.create({
    data: {
      id: 'test-amt',
      name: { de: 'Testamt', en: 'Test office' },
      parentOffice: { de: 'Haus' },
      mode: 'ON_SITE',
    },
  })
  await prisma.location.create({
    data: {
      id: 'test-haus',
      name: { de: 'Haus' },
      kind: 'ON_SITE',
      access: { de: 'Bitte klingeln.' },
      ...address,
    },
  })
  await prisma.service.create({
    data: {
      id: 'test-dienst',
      slug: 'test-dienst',
      position: 9000,
      title: { de: 'Testausweis', en: 'Test card' },
      summary: { de: 'Zum Testen.' },
      notes: { de: ['Bitte pünktlich.'], en: ['Please be on time.'] },
      synonyms: {},
      mode: 'ON_SITE',
      durationMinutes: 30,
      extraMinutesPerPerson: 0,
      maxPersons: 3,
      walkInPossible: false,
      popular: false,
      departmentId: 'test-amt',
      documents: { create: [{ position: 1, title: { de: 'Alter Ausweis', en: 'Old card' } }] },
      fees: {
        create: [{ position: 1, label: { de: 'Gebühr', en: 'Fee' }, amountCents: 4600, currency: 'EUR' }],
      },
    },
  })
  await prisma.desk.create({
    data: {
      id: 'test-platz',
      name: { de: 'Platz' },
      kind: 'ON_SITE',
      locationId: 'test-haus',
      departmentId: 'test-amt',
      gridMinutes: 5,
      bufferMinutes: 0,
    },
  })
}

export interface BookingFixture {
  startsAt: Date
  status?: BookingStatus
  locale?: string
  confirmedAt?: Date
  holdExpiresAt?: Date
  contact?: { name?: string; email?: string | null } | null
}

/** A booking of half an hour, without an occupancy, which the outbox does not need. @returns its id */
export async function writeBooking({ prisma }: Database, fixture: BookingFixture): Promise<string> {
  const id = crypto.randomUUID()
  const { status = 'CONFIRMED', contact = {} } = fixture
  await prisma.booking.create({
    data: {
      id,
      reference: id.slice(0, 8).toUpperCase(),
      status,
      startsAt: fixture.startsAt,
      endsAt: plus(fixture.startsAt, { minutes: 30 }),
      mode: 'ON_SITE',
      deskId: 'test-platz',
      departmentId: 'test-amt',
      channel: 'WEB',
      locale: fixture.locale ?? 'de',
      tokenHash: crypto.getRandomValues(new Uint8Array(32)),
      tokenNonce: crypto.getRandomValues(new Uint8Array(16)),
      holdExpiresAt: fixture.holdExpiresAt,
      confirmedAt: fixture.confirmedAt,
      cancelledBy: status === 'CANCELLED' ? 'CITIZEN' : null,
      items: { create: [{ position: 1, serviceId: 'test-dienst', persons: 1 }] },
      ...(contact && {
        contact: {
          create: { name: contact.name ?? 'Erika Beispiel', email: 'erika@example.org', ...contact },
        },
      }),
    },
  })
  return id
}

export interface MessageFixture {
  bookingId: string
  startsAt: Date
  dueAt: Date
  kind?: MessageKind
  sequence?: number
  previousStartsAt?: Date
  reason?: string
}

/** A row of the outbox. @returns its id */
export async function writeMessage({ prisma }: Database, fixture: MessageFixture): Promise<string> {
  const { id } = await prisma.outboxMessage.create({
    data: {
      bookingId: fixture.bookingId,
      kind: fixture.kind ?? 'CONFIRMED',
      startsAt: fixture.startsAt,
      endsAt: plus(fixture.startsAt, { minutes: 30 }),
      previousStartsAt: fixture.previousStartsAt,
      sequence: fixture.sequence ?? 0,
      reason: fixture.reason,
      dueAt: fixture.dueAt,
      createdAt: fixture.dueAt,
    },
  })
  return id
}

/** The current row of a message. */
export function readMessage({ prisma }: Database, id: string) {
  return prisma.outboxMessage.findUniqueOrThrow({ where: { id } })
}

/** A clock that changes only by `forward`. */
export function createClock(start: Date) {
  let time = start
  return {
    now: () => time,
    forward(duration: Temporal.DurationLike) {
      time = plus(time, duration)
    },
  }
}

/** The dependencies of a worker for mails, with a log that is kept in `entries`. */
export function deliveryDeps(
  db: Database,
  transport: MailTransport,
  now: () => Date,
  sender: Sender = config,
) {
  const entries: { level: string; details: object; text: string }[] = []
  const write = (level: string) => (details: object, text: string) =>
    void entries.push({ level, details, text })
  const deps: DeliveryDeps = {
    db,
    channel: mailChannel({ db, transport, config: sender }),
    now,
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    random: () => 0.5,
  }
  return { ...deps, entries }
}

export function smtpTransport(url: string): MailTransport {
  return openTransport({ smtpUrl: url, dataDir: '/nonexistent' })
}

/** The instant `duration` after another; a negative duration gives an earlier one. */
export function plus(instant: Date, duration: Temporal.DurationLike): Date {
  return new Date(instant.toTemporalInstant().add(duration).epochMilliseconds)
}
