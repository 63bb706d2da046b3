import { expect, it } from 'vitest'
import { loadAppointment } from '../../../api/notification/compose/appointment.ts'
import { renderMessage } from '../../../api/notification/compose/render.ts'
import { messageLocales } from '../../../api/notification/compose/texts/index.ts'
import { testApp } from '../../support/app.ts'
import { config } from './notification-fixtures.ts'

const { app } = await testApp()
const startsAt = new Date('2027-03-02T09:00:00Z')
const now = new Date('2027-02-20T12:00:00Z')

it('the confirmation of every service is complete in mail and calendar, in every language', async () => {
  const { prisma } = app.db
  const services = await prisma.service.findMany({
    include: { desks: { take: 1 }, documents: true, fees: true },
  })
  expect(services.length).toBeGreaterThan(60)
  for (const { id, mode, departmentId, desks, documents, fees } of services) {
    const { id: bookingId } = await prisma.booking.create({
      data: {
        id: crypto.randomUUID(),
        reference: crypto.randomUUID(),
        status: 'CONFIRMED',
        startsAt,
        endsAt: new Date('2027-03-02T09:20:00Z'),
        mode,
        deskId: desks[0]!.id,
        departmentId,
        channel: 'WEB',
        locale: 'de',
        tokenHash: crypto.getRandomValues(new Uint8Array(32)),
        tokenNonce: crypto.getRandomValues(new Uint8Array(16)),
        items: { create: { position: 1, serviceId: id, persons: 1 } },
        contact: { create: { name: 'Erika Beispiel', email: 'erika@example.org', phone: '+493461123456' } },
      },
    })
    const subjects = new Set<string>()
    for (const locale of messageLocales) {
      await prisma.booking.update({ where: { id: bookingId }, data: { locale } })
      const appointment = (await loadAppointment(app.db, bookingId, config, { now }))!
      const { subject, text, html, calendar } = renderMessage('CONFIRMED', appointment)
      subjects.add(subject)
      const [item] = appointment.items
      expect(appointment.documents).toHaveLength(documents.length)
      expect(item!.fees).toHaveLength(fees.length)
      for (const part of [item!.title, ...item!.notes, ...appointment.documents.map(({ title }) => title)]) {
        expect(part).not.toBe('')
        expect(text).toContain(part)
      }
      // Without addresses, whose random tokens may contain such letters.
      expect(`${text}${html}`.replaceAll(/https?:\S+/g, '')).not.toMatch(/undefined|NaN|\[object/)
      expect(subject).not.toContain(item!.title)
      expect(text).toContain(mode === 'TELEPHONE' ? '03461 123456' : '06217 Merseburg')
      // The calendar entry contains all notes: nothing was omitted because of its length.
      const unfolded = calendar!.content.replaceAll('\r\n ', '')
      for (const note of item!.notes) expect(unfolded).toContain(note.replaceAll(/[\\;,]/g, '\\$&'))
    }
    expect(subjects.size).toBe(messageLocales.length)
  }
})
