import { isObjectType } from 'graphql'
import pg from 'pg'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { schema } from '../../../api/graphql/schema.ts'
import { testApp } from '../../support/app.ts'

type Answer = any

const { app, ask } = await testApp()
const { db } = app

/** Number of SQL statements of `work`. The change feed adds some at times, so the smallest of three counts is used. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const counts: number[] = []
  for (let run = 0; run < 3; run++) {
    const spy = vi.spyOn(pg.Client.prototype, 'query')
    try {
      await work()
      counts.push(spy.mock.calls.length)
    } finally {
      spy.mockRestore()
    }
  }
  return Math.min(...counts)
}

describe('the whole catalogue', () => {
  test('has 64 services, 19 topics, 23 referrals and three languages', async () => {
    const data = await ask(`query CatalogueTest_All {
      locales
      topics { id title services { id } }
      services { id slug mode topics { id } department { id } documents { title } fees { label } }
      referrals { id title office url phone }
    }`)
    expect(data.locales).toEqual(['de', 'en', 'de-simple'])
    expect(data.topics).toHaveLength(19)
    expect(data.services).toHaveLength(64)
    expect(data.referrals).toHaveLength(23)
    expect(new Set(data.services.map((service: Answer) => service.department.id)).size).toBe(19)
    expect(data.services.filter((service: Answer) => service.mode === 'ON_SITE')).toHaveLength(24)
    expect(data.topics[0]).toMatchObject({ id: 'ausweis-pass', title: 'Ausweis & Reisepass' })
    expect(data.services[0].id).toBe('personalausweis-beantragen')
  })

  test('takes as many SQL statements for 64 services as for one', async () => {
    const fields = `{ title department { name address { street } } topics { title } documents { title } fees { label } }`
    const one = await statementsOf(() => ask(`{ service(slug: "wohngeld") ${fields} }`))
    const all = await statementsOf(() => ask(`{ services ${fields} }`))
    expect(all).toBe(one)
    expect(all).toBeGreaterThan(1)
  })

  test('contains the settings of the office', async () => {
    const { office } = await ask(
      `{ office { name(locale: "en") timeZone phoneDisplay leadMinutes horizonDays } }`,
    )
    expect(office).toEqual({
      name: 'City of Merseburg',
      timeZone: 'Europe/Berlin',
      phoneDisplay: '03461 445-0',
      leadMinutes: 60,
      horizonDays: 60,
    })
  })
})

describe('the office', () => {
  test('has an address, and its accent in legible variants', async () => {
    const { office } = await ask(
      `{ office { city accent { base onLight onDark } address { street postalCode city } signLanguageVideo } }`,
    )
    expect(office).toEqual({
      city: 'Merseburg',
      accent: { base: '#1a3da5', onLight: '#1a3da5', onDark: expect.stringMatching(/^#[0-9a-f]{6}$/) },
      address: { street: 'Lauchstädter Straße 1–3', postalCode: '06217', city: 'Merseburg' },
      signLanguageVideo: null,
    })
  })

  test('has pages in the requested language, or in the default language with its tag', async () => {
    const page = async (id: string, locale: string) =>
      (
        await ask(
          `query ($id: ID!, $locale: Locale!) { page(id: $id) {
             id locale(locale: $locale) title(locale: $locale)
             blocks(locale: $locale) { kind lines { spans { text strong url } } }
           } }`,
          { id, locale },
        )
      ).page
    expect(await page('impressum', 'en')).toMatchObject({
      id: 'impressum',
      locale: 'en',
      title: 'Legal notice',
    })
    expect(await page('leichte-sprache', 'de-simple')).toMatchObject({
      locale: 'de',
      title: 'Leichte Sprache',
    })
    expect((await page('datenschutz', 'de')).blocks[0]).toEqual({
      kind: 'PARAGRAPH',
      lines: [
        {
          spans: [
            {
              text: 'So wenig Daten wie möglich, so kurz wie möglich. Hier steht, was mit Ihren Angaben geschieht.',
              strong: false,
              url: null,
            },
          ],
        },
      ],
    })
    expect(await page('gibt-es-nicht', 'de')).toBeNull()
  })
})

describe('a service', () => {
  test('has duration, documents, fees and department, in German by default', async () => {
    const { service } = await ask(`query CatalogueTest_Service {
      service(slug: "personalausweis-beantragen") {
        id leikaKey title mode durationMinutes extraMinutesPerPerson maxPersons walkInPossible popular legalBasis
        notes
        documents { title detail requiredWhen }
        fees { label amountCents amountMaxCents currency condition }
        onlineAlternative onlineAlternativeUrl otherWays
        department { name phone email address { street postalCode city building room accessible } }
        topics { id }
      }
    }`)
    expect(service).toMatchObject({
      leikaKey: '99008001012000',
      title: 'Personalausweis beantragen',
      mode: 'ON_SITE',
      durationMinutes: 15,
      extraMinutesPerPerson: 15,
      maxPersons: 4,
      legalBasis: ['§§ 1, 6, 9 PAuswG', '§ 1 PAuswGebV'],
      onlineAlternative: null,
      onlineAlternativeUrl: null,
      topics: [{ id: 'ausweis-pass' }],
    })
    expect(service.otherWays).toMatch(/^Beantragen geht nur persönlich/)
    expect(service.notes).toHaveLength(4)
    expect(service.documents.map(({ requiredWhen }: Answer) => requiredWhen)).toEqual([
      null,
      null,
      'Beim ersten Ausweis, nach einem Verlust oder nach einer Namensänderung',
      'Wenn Sie vor Kurzem eingebürgert wurden',
    ])
    expect(service.fees[0]).toEqual({
      label: 'Personalausweis ab 24 Jahren',
      amountCents: 4600,
      amountMaxCents: null,
      currency: 'EUR',
      condition: 'Gültig 10 Jahre',
    })
    expect(service.department).toEqual({
      name: 'Einwohnermeldewesen',
      phone: '+49 3461 445-0',
      email: null,
      address: {
        street: 'Burgstraße 1–5',
        postalCode: '06217',
        city: 'Merseburg',
        building: 'Altes Rathaus',
        room: null,
        accessible: null,
      },
    })
  })

  test('can be read in three languages in one answer', async () => {
    const { service } = await ask(`{ service(slug: "personalausweis-beantragen") {
      de: summary  en: summary(locale: "en")  simple: summary(locale: "de-simple")
      titles: title(locale: "de-simple")  documents(locale: "en") { title }  deutsch: documents { title }
      notes(locale: "en")
    } }`)
    expect(service.de).toMatch(/^Ihr Personalausweis läuft ab/)
    expect(service.en).toMatch(/^Your identity card is about to expire/)
    expect(service.simple).toMatch(/^Sie brauchen einen neuen Personal-Ausweis\./)
    expect(service.titles).toBe('Personalausweis beantragen')
    expect(service.documents[1].title).toBe('Digital passport photo')
    expect(service.deutsch[1].title).toBe('Digitales Passbild')
    expect(service.notes[0]).toBe('You must come in person. Nobody can apply for you.')
  })

  test('has German texts for an unknown language', async () => {
    const { service } = await ask(`{ service(slug: "wohngeld") { title(locale: "uk") } }`)
    expect(service.title).toMatch(/^Wohngeld/)
  })

  test('has the address of its online alternative', async () => {
    const { service } = await ask(
      `{ service(slug: "fuehrungszeugnis") { onlineAlternative(locale: "en") onlineAlternativeUrl } }`,
    )
    expect(service.onlineAlternative).toMatch(/^With your online ID/)
    expect(service.onlineAlternativeUrl).toBe('https://www.fuehrungszeugnis.bund.de')
  })

  test.each(['mond', '', 'formerly:wohngeld'])('is null for the slug %j', async (slug) => {
    expect(await ask(`query ($slug: String!) { service(slug: $slug) { id } }`, { slug })).toEqual({
      service: null,
    })
  })
})

describe('search', () => {
  const find = async (args: string) =>
    (
      await ask(`{ search(${args}) { near entries {
        __typename ... on Service { id names { locale title } } ... on Referral { id office }
      } } }`)
    ).search

  test('ranks services and referrals in one list', async () => {
    const { near, entries } = await find('text: "Behindertenausweis"')
    expect(near).toBe(false)
    expect(entries[0]).toMatchObject({ __typename: 'Referral', id: 'schwerbehindertenausweis' })
    expect(entries.some(({ __typename }: any) => __typename === 'Service')).toBe(true)

    const { entries: own } = await find('text: "Perso", locale: "en"')
    expect(own[0].names[0]).toEqual({ locale: 'de', title: 'Personalausweis beantragen' })
  })

  test('has the same order as services(search) and referrals(search)', async () => {
    const { search, services, referrals } = await ask(`{
      search(text: "ausweis behinderung") { entries { ... on Service { id } ... on Referral { id } } }
      services(search: "ausweis behinderung") { id }  referrals(search: "ausweis behinderung") { id } }`)
    const idsOf = (list: { id: string }[]) => list.map(({ id }) => id)
    const all = idsOf(search.entries)
    for (const list of [services, referrals]) {
      expect(list.length).toBeGreaterThan(0)
      expect(all.filter((id) => idsOf(list).includes(id))).toEqual(idsOf(list))
    }
    expect(all).toHaveLength(services.length + referrals.length)
  })

  test('sets near when only similar entries are found', async () => {
    const { near, entries } = await find('text: "Schwerelosigkeit"')
    expect(near).toBe(true)
    expect(entries.length).toBeGreaterThan(0)
    expect(await ask(`{ services(search: "Schwerelosigkeit") { id } }`)).toEqual({ services: [] })
    expect(await find('text: " "')).toEqual({ near: true, entries: [] })
  })
})

test('referral returns a referral by its id, and null for a service', async () => {
  const one = (id: string) => ask(`{ referral(id: "${id}") { id title } }`)
  expect((await one('fuehrerschein')).referral.title).toBe('Führerschein')
  expect(await one('wohngeld')).toEqual({ referral: null })
})

describe('services', () => {
  const ids = async (filter: string) =>
    (await ask(`{ services(${filter}) { id } }`)).services.map(({ id }: { id: string }) => id) as string[]

  test('of a topic have the order of the catalogue', async () => {
    const found = await ids('topicId: "ausweis-pass"')
    expect(found).toHaveLength(11)
    expect(found.slice(0, 2)).toEqual(['personalausweis-beantragen', 'ausweis-fuer-kinder'])
    expect(await ids('topicId: "mond"')).toEqual([])
  })

  test('are filtered by mode', async () => {
    expect(await ids('mode: TELEPHONE')).toHaveLength(40)
  })

  test('are ranked by the search text', async () => {
    expect((await ids('search: "perso verlängern"'))[0]).toBe('personalausweis-beantragen')
    expect((await ids('search: "getting maried", locale: "en"'))[0]).toBe('eheschliessung-anmelden')
    expect((await ids('search: "Hunde", topicId: "steuern-abgaben"'))[0]).toMatch(/^hund/)
    expect(await ids('search: "xqzw"')).toEqual([])
  })

  test('are complete for an empty search text', async () => {
    expect(await ids('search: "  "')).toHaveLength(64)
  })

  test('are found with a locale that the catalogue does not have', async () => {
    expect((await ids('search: "wohngeld", locale: "uk"'))[0]).toBe('wohngeld')
  })
})

test('referrals are ranked by the search text', async () => {
  const { referrals } = await ask(
    `{ referrals(search: "fuererschein umtauschen") { id title(locale: "en") office detail address url phone } }`,
  )
  expect(referrals[0]).toEqual({
    id: 'fuehrerschein',
    title: 'Driving licence',
    office: 'Landkreis Saalekreis, Straßenverkehrsamt, Führerscheinstelle',
    detail: expect.stringMatching(/^Führerscheine beantragt/) as string,
    address: null,
    url: 'https://www.saalekreis.de',
    phone: '03461 40-0',
  })
})

describe('an inactive service', () => {
  beforeAll(async () => {
    await db.pool.query(`UPDATE service SET active = false WHERE id = 'wohngeld'`)
  })

  test('is missing from lists, topics and search, and null by its slug', async () => {
    const data = await ask(`{
      services { id } found: services(search: "wohngeld") { id } service(slug: "wohngeld") { id }
      topics { services { id } }
    }`)
    const listed = [
      ...data.services,
      ...data.found,
      ...data.topics.flatMap((topic: Answer) => topic.services),
    ]
    expect(data.services).toHaveLength(63)
    expect(listed.map(({ id }: { id: string }) => id)).not.toContain('wohngeld')
    expect(data.service).toBeNull()
  })

  test('is found by new synonyms when it is active again', async () => {
    await db.pool.query(
      `UPDATE service SET active = true, synonyms = '{"de": ["Kuckucksgeld"]}' WHERE id = 'wohngeld'`,
    )
    const { services } = await ask(`{ services(search: "kuckucksgeld") { id } }`)
    expect(services[0]).toEqual({ id: 'wohngeld' })
  })
})

test('every type, field and argument of the catalogue has a description', () => {
  const nouns = ['Topic', 'Service', 'RequiredDocument', 'Fee', 'Department', 'Address', 'Referral', 'Office']
  const queries = ['office', 'locales', 'topics', 'services', 'service', 'referrals']
  const undescribed: string[] = []
  for (const name of [...nouns, 'Query']) {
    const type = schema.getType(name)
    if (!isObjectType(type)) throw new Error(`there is no type ${name}`)
    if (name !== 'Query' && !type.description) undescribed.push(name)
    for (const field of Object.values(type.getFields())) {
      if (name === 'Query' && !queries.includes(field.name)) continue
      if (!field.description) undescribed.push(`${name}.${field.name}`)
      for (const arg of field.args)
        if (!arg.description) undescribed.push(`${name}.${field.name}(${arg.name})`)
    }
  }
  expect(undescribed).toEqual([])
})
