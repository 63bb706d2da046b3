import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importCatalogue, importFrom } from '../../../api/catalogue/import/import-catalogue.ts'
import { CatalogueError } from '../../../api/catalogue/format/problem.ts'
import { readCatalogue } from '../../../api/catalogue/import/read-catalogue.ts'
import { now } from '../../support/clock.ts'
import { testDatabase } from '../../support/database.ts'
import { copyOfMerseburg, edit, merseburg } from '../../unit/catalogue/broken-copy.ts'

const db = await testDatabase({ asOwner: true })
const NO_CHANGES = { created: 0, updated: 0, removed: 0 }

beforeEach(async () => {
  await db.pool.query(
    `TRUNCATE booking, occupancy, closure, topic, department, location, desk, service, referral, office, page CASCADE`,
  )
})

async function count(table: string, where = 'true'): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${table} WHERE ${where}`,
  )
  return rows[0]!.n
}

/** Every row of every catalogue table as text, to compare the state before and after. */
async function allRows(): Promise<string> {
  const tables = [
    'office',
    'page',
    'topic',
    'department',
    'location',
    'desk',
    'opening',
    'service',
    'required_document',
  ]
  const more = ['fee', 'referral', '"_ServiceToTopic"', '"_DeskToService"', 'closure', 'booking']
  const parts = [...tables, ...more].map(
    (table) => `SELECT '${table}' AS name, t::text AS row FROM ${table} t`,
  )
  const { rows } = await db.pool.query(`${parts.join(' UNION ALL ')} ORDER BY 1, 2`)
  return JSON.stringify(rows)
}

const changeCount = () => count('change')

/** A booked visit at a desk on 1 March 2027, 10:00 in Merseburg, for one person. */
async function book(deskId: string, serviceId: string): Promise<string> {
  const { rows } = await db.pool.query<{ id: string }>(
    `WITH booking AS (
       INSERT INTO booking (id, reference, status, starts_at, ends_at, mode, desk_id, department_id, channel, locale,
                            token_hash, token_nonce)
       SELECT gen_random_uuid(), gen_random_uuid(), 'CONFIRMED', '2027-03-01T09:00Z', '2027-03-01T09:15Z', kind, id,
              department_id, 'WEB', 'de', sha256(random()::text::bytea), '\\x00' FROM desk WHERE id = $1
       RETURNING id, desk_id, starts_at, ends_at),
     occupied AS (
       INSERT INTO occupancy (desk_id, during, kind, booking_id)
       SELECT desk_id, tstzrange(starts_at, ends_at), 'BOOKING', id FROM booking)
     INSERT INTO booking_item (booking_id, position, service_id, persons)
     SELECT id, 1, $2, 1 FROM booking RETURNING booking_id AS id`,
    [deskId, serviceId],
  )
  return rows[0]!.id
}

describe('the catalogue of Merseburg', () => {
  test('is imported completely', async () => {
    const report = await importFrom(db, merseburg, now())
    expect(report.summary).toMatch(
      /^Catalogue of Stadt Merseburg: 64 services, 19 topics, 19 departments, 33 desks, 23 referrals\. Rows: \d+ created, 0 updated, 0 removed\.$/,
    )
    expect(await count('service')).toBe(64)
    expect(await count('topic')).toBe(19)
    expect(await count('department')).toBe(19)
    expect(await count('desk')).toBe(33)
    expect(await count('opening')).toBe(208)
    expect(await count('referral')).toBe(23)
    expect(await count('required_document')).toBe(174)
    expect(await count('fee')).toBe(130)
    expect(await count('"_ServiceToTopic"')).toBe(102)
    expect(await count('"_DeskToService"')).toBe(204)
  })

  test('is stored with the values of its files', async () => {
    await importFrom(db, merseburg, now())
    const service = await db.prisma.service.findUniqueOrThrow({
      where: { id: 'personalausweis-beantragen' },
      include: {
        topics: true,
        fees: { orderBy: { position: 'asc' } },
        documents: { orderBy: { position: 'asc' } },
      },
    })
    expect(service).toMatchObject({
      position: 0,
      leikaKeys: ['99008001012000'],
      durationMinutes: 15,
      maxPersons: 4,
      onlineAlternative: { available: false, url: null },
      topics: [{ id: 'ausweis-pass' }],
    })
    expect(service.fees[0]).toMatchObject({ amountCents: 4600, amountMaxCents: null, currency: 'EUR' })
    expect(service.documents.map(({ condition }) => condition === null)).toEqual([true, true, false, false])
    const monday = await db.prisma.opening.findMany({ where: { deskId: 'platz-1', weekday: 1 } })
    expect(monday).toMatchObject([{ fromMinute: 540, toMinute: 720, validFrom: null, validUntil: null }])
  })

  test('imported again changes no row and adds nothing to the change feed', async () => {
    await importFrom(db, merseburg, now())
    const [before, changesBefore] = [await allRows(), await changeCount()]
    const report = await importFrom(db, merseburg, now())
    expect(report).toMatchObject(NO_CHANGES)
    expect(report.summary).toMatch(/Nothing had changed\.$/)
    expect(await allRows()).toBe(before)
    expect(await changeCount()).toBe(changesBefore)
  })

  test('is imported once when several processes start at the same time', async () => {
    const catalogue = await readCatalogue(merseburg)
    const tallies = await Promise.all([1, 2, 3, 4].map(() => importCatalogue(db, catalogue, now())))
    expect(tallies.filter(({ created, updated, removed }) => created + updated + removed > 0)).toHaveLength(1)
    expect(await count('service')).toBe(64)
  })
})

describe('the import of a changed catalogue', () => {
  let catalogue: Awaited<ReturnType<typeof readCatalogue>>

  beforeEach(async () => {
    catalogue = await readCatalogue(merseburg)
    await importCatalogue(db, catalogue, now())
  })

  const wohngeld = () => catalogue.services.find(({ id }) => id === 'wohngeld')!
  const without = (serviceId: string) => {
    catalogue.services = catalogue.services.filter(({ id }) => id !== serviceId)
    for (const desk of catalogue.desks) desk.serviceIds = desk.serviceIds.filter((id) => id !== serviceId)
  }

  test('writes only rows that differ', async () => {
    wohngeld().durationMinutes = 25
    wohngeld().fees[0]!.amountCents = 500
    expect(await importCatalogue(db, catalogue, now())).toEqual({ created: 0, updated: 2, removed: 0 })
    expect(await count('service', 'duration_minutes = 25')).toBe(1)
  })

  test('ignores the order of the languages of a text', async () => {
    wohngeld().title = Object.fromEntries(Object.entries(wohngeld().title).reverse())
    expect(await importCatalogue(db, catalogue, now())).toEqual(NO_CHANGES)
  })

  test('deletes documents and fees that are no longer in the files', async () => {
    wohngeld().documents = wohngeld().documents.slice(0, 1)
    wohngeld().fees = []
    const { updated, removed } = await importCatalogue(db, catalogue, now())
    expect(updated).toBe(0)
    expect(removed).toBeGreaterThan(1)
    expect(await count('required_document', `service_id = 'wohngeld'`)).toBe(1)
    expect(await count('fee', `service_id = 'wohngeld'`)).toBe(0)
  })

  test('replaces changed openings and keeps closures', async () => {
    await db.pool.query(
      `INSERT INTO closure (desk_id, starts_at, ends_at, reason)
       VALUES ('platz-1', '2027-01-04T08:00Z', '2027-01-04T12:00Z', 'Schulung'),
              (NULL, '2027-01-05T08:00Z', '2027-01-05T12:00Z', 'Personalversammlung')`,
    )
    const kept = await db.pool.query(
      `SELECT id FROM opening WHERE desk_id = 'platz-1' AND weekday <> 1 ORDER BY id`,
    )
    catalogue.desks.find(({ id }) => id === 'platz-1')!.weeklyHours[0]!.from = '08:00'
    expect(await importCatalogue(db, catalogue, now())).toEqual({ created: 1, updated: 0, removed: 1 })
    const { rows } = await db.pool.query(
      `SELECT from_minute FROM opening WHERE desk_id = 'platz-1' AND weekday = 1`,
    )
    expect(rows).toEqual([{ from_minute: 480 }])
    expect(
      (await db.pool.query(`SELECT id FROM opening WHERE desk_id = 'platz-1' AND weekday <> 1 ORDER BY id`))
        .rows,
    ).toEqual(kept.rows)
    expect(await count('closure')).toBe(2)
  })

  test('sets the services of each desk and the topics of each service', async () => {
    const desk = catalogue.desks.find(({ id }) => id === 'platz-1')!
    desk.serviceIds = desk.serviceIds.filter((id) => id !== 'ausweis-abholen')
    wohngeld().topicIds = ['familie-und-freunde']
    catalogue.topics.push({
      id: 'familie-und-freunde',
      title: { de: 'Freunde' },
      description: { de: 'Freunde.' },
    })
    await importCatalogue(db, catalogue, now())
    expect(await count('"_DeskToService"', `"A" = 'platz-1' AND "B" = 'ausweis-abholen'`)).toBe(0)
    expect(await count('"_ServiceToTopic"', `"A" = 'wohngeld'`)).toBe(1)
    expect(await count('"_DeskToService"')).toBe(203)
  })

  test('deletes a removed service without bookings', async () => {
    without('wohngeld')
    await importCatalogue(db, catalogue, now())
    expect(await count('service')).toBe(63)
    expect(await count('fee', `service_id = 'wohngeld'`)).toBe(0)
  })

  test('keeps a removed service with bookings as inactive, with its documents', async () => {
    await book('telefon-wohngeld-1', 'wohngeld')
    const documents = await count('required_document', `service_id = 'wohngeld'`)
    without('wohngeld')
    await importCatalogue(db, catalogue, now())
    expect(await count('service', `id = 'wohngeld' AND NOT active`)).toBe(1)
    expect(await count('required_document', `service_id = 'wohngeld'`)).toBe(documents)
    expect(await count('"_DeskToService"', `"B" = 'wohngeld'`)).toBe(0)
    expect(await count('booking')).toBe(1)
    expect(await importCatalogue(db, catalogue, now())).toEqual(NO_CHANGES)
  })

  test('activates an inactive service that is in the files again', async () => {
    await book('telefon-wohngeld-1', 'wohngeld')
    without('wohngeld')
    await importCatalogue(db, catalogue, now())
    await importCatalogue(db, await readCatalogue(merseburg), now())
    expect(await count('service', 'active')).toBe(64)
  })

  test('keeps a removed desk with a booking or a closure as inactive, and deletes one without', async () => {
    await book('platz-2', 'reisepass-beantragen')
    await db.pool.query(
      `INSERT INTO closure (desk_id, starts_at, ends_at, reason)
       VALUES ('platz-3', '2027-01-04T08:00Z', '2027-01-04T12:00Z', 'Umbau')`,
    )
    catalogue.desks = catalogue.desks.filter(({ id }) => !['platz-2', 'platz-3', 'platz-4'].includes(id))
    await importCatalogue(db, catalogue, now())
    const { rows } = await db.pool.query(`SELECT id FROM desk WHERE NOT active ORDER BY id`)
    expect(rows).toEqual([{ id: 'platz-2' }, { id: 'platz-3' }])
    expect(await count('desk', `id = 'platz-4'`)).toBe(0)
    expect(await count('closure')).toBe(1)
  })

  test('does not wait for an open transaction that books a removed service', async () => {
    const citizen = await db.pool.connect()
    try {
      await citizen.query('BEGIN')
      await citizen.query(`SELECT FROM service WHERE id = 'wohngeld' FOR KEY SHARE`)
      without('wohngeld')
      await importCatalogue(db, catalogue, now())
      await citizen.query('COMMIT')
    } finally {
      citizen.release()
    }
    expect(await count('service', `id = 'wohngeld' AND NOT active`)).toBe(1)
    expect(await importCatalogue(db, catalogue, now())).toMatchObject({ removed: 1 })
    expect(await count('service', `id = 'wohngeld'`)).toBe(0)
  })

  test('exchanges the slugs of two services, and gives a new service the slug of a removed one with bookings', async () => {
    const [a, b] = catalogue.services as [(typeof catalogue.services)[0], (typeof catalogue.services)[0]]
    ;[a.slug, b.slug] = [b.slug, a.slug]
    await book('telefon-wohngeld-1', 'wohngeld')
    const successor = { ...wohngeld(), id: 'wohngeld-neu' }
    without('wohngeld')
    catalogue.services.push(successor)
    await importCatalogue(db, catalogue, now())
    const { rows } = await db.pool.query(
      `SELECT id, slug FROM service WHERE id IN ($1, $2) OR id LIKE 'wohngeld%' ORDER BY position, id`,
      [a.id, b.id],
    )
    expect(rows).toEqual([
      { id: a.id, slug: b.id },
      { id: b.id, slug: a.id },
      { id: 'wohngeld', slug: 'formerly:wohngeld' },
      { id: 'wohngeld-neu', slug: 'wohngeld' },
    ])
  })

  test('deletes removed departments and topics unless a booking refers to them', async () => {
    await book('telefon-wohngeld-1', 'wohngeld')
    const removedIds = ['wohngeld', 'archiv']
    for (const { id } of catalogue.services.filter(({ departmentId }) => removedIds.includes(departmentId)))
      without(id)
    catalogue.desks = catalogue.desks.filter(({ departmentId }) => !removedIds.includes(departmentId))
    catalogue.departments = catalogue.departments.filter(({ id }) => !removedIds.includes(id))
    const [first, ...topics] = catalogue.topics
    catalogue.topics = topics
    for (const service of catalogue.services)
      service.topicIds = service.topicIds.filter((id) => id !== first!.id)
    await importCatalogue(db, catalogue, now())
    expect(await count('topic')).toBe(18)
    expect(await count('department', `id = 'archiv'`)).toBe(0)
    expect(await count('department', `id = 'wohngeld'`)).toBe(1)
  })
})

describe('an invalid catalogue', () => {
  let dir: string

  beforeEach(async () => {
    dir = await copyOfMerseburg()
    await importFrom(db, merseburg, now())
  })
  afterEach(() => rm(dir, { recursive: true }))

  test.each([
    ['an unknown department', 'services.json', /services\[3\]\.departmentId .*no department "mond"/],
    ['hours that overlap', 'desks.json', /desks\[3\]\.weeklyHours\[1\] .*overlaps/],
    ['a missing title', 'topics.json', /topics\[3\]\.title .*expected record/],
  ])('with %s is refused, and the database is unchanged', async (_, file, message) => {
    const [before, changesBefore] = [await allRows(), await changeCount()]
    await edit(dir, 'office.json', (office) => (office.leadMinutes = 5))
    await edit(dir, file, (content) => {
      content.services?.forEach((service: { popular: boolean }) => (service.popular = true))
      if (content.services) content.services[3].departmentId = 'mond'
      if (content.desks) content.desks[3].weeklyHours[1] = content.desks[3].weeklyHours[0]
      if (content.topics) delete content.topics[3].title
    })
    const error = await importFrom(db, dir, now()).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(CatalogueError)
    expect((error as Error).message).toMatch(message)
    expect((error as Error).message).toContain(file)
    expect(await allRows()).toBe(before)
    expect(await changeCount()).toBe(changesBefore)
  })

  test('that a constraint of the database refuses changes nothing', async () => {
    const before = await allRows()
    const catalogue = await readCatalogue(merseburg)
    catalogue.topics[0]!.title = { de: 'Anders' }
    catalogue.desks.at(-1)!.gridMinutes = 7
    await expect(importCatalogue(db, catalogue, now())).rejects.toThrow(/desk_grid_divides_the_hour/)
    expect(await allRows()).toBe(before)
  })
})

describe('the import command', () => {
  async function run(...args: string[]) {
    const command = new URL('../../../api/cli/import-catalogue.ts', import.meta.url).pathname
    const child = spawn(process.execPath, [command, ...args], {
      env: { ...process.env, DATABASE_URL: db.url },
    })
    const exit = new Promise<number | null>((resolve) => child.on('close', resolve))
    const [code, output, errors] = await Promise.all([exit, text(child.stdout), text(child.stderr)])
    return { code, output, errors }
  }

  test('prints a summary', async () => {
    const { code, output } = await run(merseburg)
    expect(output).toMatch(
      /^Catalogue of Stadt Merseburg: 64 services, .* created, 0 updated, 0 removed\.\n$/,
    )
    expect(code).toBe(0)
    expect(await count('service')).toBe(64)
  })

  test('prints the problems of an invalid catalogue and exits with 1', async () => {
    const dir = await copyOfMerseburg()
    try {
      await edit(dir, 'desks.json', ({ desks }) => (desks[0].gridMinutes = 7))
      const { code, output, errors } = await run(dir)
      expect({ code, output }).toEqual({ code: 1, output: '' })
      expect(errors).toContain('desks.json desks[0].gridMinutes (platz-1): must divide 60')
    } finally {
      await rm(dir, { recursive: true })
    }
    expect(await count('service')).toBe(0)
  })

  test('prints its usage without a folder', async () => {
    expect(await run()).toMatchObject({ code: 1, errors: expect.stringMatching(/^Usage: /) as string })
  })
})
