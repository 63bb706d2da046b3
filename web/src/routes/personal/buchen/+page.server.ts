import { fail } from '@sveltejs/kit'
import { qrPath } from '#lib/booking/qr-path.ts'
import { query, mutate } from '#lib/graphql/client.ts'
import { href, locale, locales, m } from '#lib/i18n/i18n.ts'
import { publicOriginOr } from '#lib/server/origin.ts'
import { dayOf, isInstant } from '#lib/time/time.ts'
import {
  BookPage_Book,
  BookPage_Catalogue,
  BookPage_Search,
  BookPage_Times,
} from '#lib/desk/on-behalf/book-on-behalf.graphql.ts'
import { serviceByTitle, bookingQueryOf } from '#lib/desk/on-behalf/booking-query.ts'
import type { Actions, PageServerLoad } from './$types'

const CHANNELS = ['PHONE', 'WALK_IN', 'EMAIL'] as const

export const load: PageServerLoad = async (event) => {
  await event.parent()
  const { what, persons, day } = bookingQueryOf(event.url.searchParams)
  const { desks, services: all } = await query(event, BookPage_Catalogue, { locale: locale() })
  const ownDepartments = new Set(desks.map(({ department }) => department.id))
  const services = all.filter(({ department }) => ownDepartments.has(department.id))
  const service = what === '' ? undefined : (serviceByTitle(services, what) ?? (await serviceBySearch()))
  const page = {
    titles: services.map(({ title }) => title).toSorted((a, b) => a.localeCompare(b, 'de')),
    what,
    service: service ?? null,
    today: dayOf(new Date()),
    day,
    // Idempotency key: a second submission, or a reload without JavaScript, does not book twice.
    key: crypto.randomUUID(),
  }
  if (!service) return { ...page, persons, times: null }
  const people = Math.min(persons, service.maxPersons)
  const items = [{ serviceId: service.id, persons: people }]
  const now = new Date().toISOString()
  const { next } = await query(
    event,
    BookPage_Times,
    timesFrom(items, day ?? page.today, day ? `${day}T00:00:00Z` : now),
  )
  const shown = day ?? dayOf(next[0]?.startsAt ?? now)
  const times = await query(event, BookPage_Times, timesFrom(items, shown, next[0]?.startsAt ?? now))
  return { ...page, persons: people, times: { ...times, next, shown } }

  /** Finds the service by search terms that are not its title. */
  async function serviceBySearch() {
    const { services: found } = await query(event, BookPage_Search, { search: what })
    return found.map(({ id }) => services.find((one) => one.id === id)).find((one) => one !== undefined)
  }
}

const timesFrom = (items: { serviceId: string; persons: number }[], day: string, after: string) => ({
  items,
  from: day,
  to: day,
  after,
  locale: locale(),
})

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const typed = {
      name: text('name'),
      phone: text('phone'),
      email: text('email'),
      remark: text('remark'),
      channel: CHANNELS.find((one) => one === text('channel')) ?? 'PHONE',
      language: locales.find((one) => one === text('language')) ?? locale(),
      startsAt: text('time') || text('start'),
    }
    if (!isInstant(typed.startsAt))
      return fail(400, { typed, problems: [{ target: 'time', message: m.desk_book_error_time() }] })
    const { bookForSomeone: outcome } = await mutate(event, BookPage_Book, {
      input: {
        items: [{ serviceId: text('service'), persons: Number(text('persons')) }],
        startsAt: typed.startsAt,
        channel: typed.channel,
        contact: { name: typed.name, phone: typed.phone || null, email: typed.email || null },
        locale: typed.language,
        remark: typed.remark || null,
        idempotencyKey: text('key'),
      },
      locale: locale(),
    })
    if (outcome.__typename === 'NewBooking') {
      const address = publicOriginOr(event.locals.origin) + href(`/termin/${outcome.token}`)
      return { booked: outcome.booking, address, qr: qrPath(address) }
    }
    return fail(409, { typed, problems: problemsOf(outcome) })
  },
}

interface Failed {
  message: string
  fields?: { field: string; message: string }[]
}

/** Each problem with its field. */
function problemsOf({ message, fields }: Failed): { target: string; message: string }[] {
  if (!fields) return [{ target: 'time', message }]
  return fields.map(({ field, message }) => ({ target: field.split('.').at(-1)!, message }))
}
