import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { CatalogueError } from '../../../api/catalogue/format/problem.ts'
import { readCatalogue } from '../../../api/catalogue/import/read-catalogue.ts'
import { copyOfMerseburg, edit, merseburg } from './broken-copy.ts'

const folders: string[] = []

afterEach(async () => {
  await Promise.all(folders.splice(0).map((dir) => rm(dir, { recursive: true })))
})

async function copy(): Promise<string> {
  const dir = await copyOfMerseburg()
  folders.push(dir)
  return dir
}

async function problemsOf(dir: string): Promise<CatalogueError> {
  const error = await readCatalogue(dir).catch((thrown: unknown) => thrown)
  if (!(error instanceof CatalogueError)) throw new Error('the catalogue was accepted')
  return error
}

test('reads the whole catalogue of Merseburg', async () => {
  const { office, topics, departments, locations, desks, services, referrals } =
    await readCatalogue(merseburg)
  expect(office).toMatchObject({
    timeZone: 'Europe/Berlin',
    holidayRegion: 'DE-ST',
    locales: ['de', 'en', 'de-simple'],
  })
  expect([topics, departments, locations, desks, services, referrals].map((list) => list.length)).toEqual([
    19, 19, 2, 33, 64, 23,
  ])
  expect(services.filter(({ mode }) => mode === 'ON_SITE')).toHaveLength(24)
  expect(services.every(({ summary }) => summary['de'] && summary['en'] && summary['de-simple'])).toBe(true)
})

test('accepts texts without a translation', async () => {
  const dir = await copy()
  await edit(dir, 'topics.json', ({ topics }) => delete topics[0].title.en)
  const { topics } = await readCatalogue(dir)
  expect(topics[0]?.title).toEqual({ de: 'Ausweis & Reisepass' })
})

test('accepts an additional language of office.json', async () => {
  const dir = await copy()
  await edit(dir, 'office.json', (office) => office.locales.push('uk'))
  await edit(dir, 'topics.json', ({ topics }) => (topics[0].title.uk = 'Посвідчення особи'))
  const { topics } = await readCatalogue(dir)
  expect(topics[0]?.title['uk']).toBe('Посвідчення особи')
})

describe('pages', () => {
  test('exist in the default language, and in other languages if their files exist', async () => {
    const { pages } = await readCatalogue(merseburg)
    expect(pages.map(({ id }) => id)).toEqual([
      'barrierefreiheit',
      'datenschutz',
      'gebaerdensprache',
      'impressum',
      'leichte-sprache',
    ])
    for (const { title, body } of pages) {
      expect(Object.keys(title)).toEqual(Object.keys(body))
      expect(title).toHaveProperty('de')
    }
  })

  test('problems are reported with file, line and reason', async () => {
    const dir = await copy()
    await rm(join(dir, 'pages/impressum.de.md'))
    await writeFile(join(dir, 'pages/impressum.fr.md'), '# Mentions\n\nTexte.')
    await writeFile(join(dir, 'pages/kontakt.de.md'), '# Kontakt\n\nText.')
    await writeFile(join(dir, 'pages/datenschutz.en.md'), '# Privacy\n\nA<br>B')
    await writeFile(join(dir, 'pages/leichte-sprache.de.md'), Buffer.from('# Titel\n\nf\xfcr', 'latin1'))
    const pages = 'barrierefreiheit, datenschutz, gebaerdensprache, impressum, leichte-sprache'
    expect((await problemsOf(dir)).problems).toEqual([
      { file: 'pages/datenschutz.en.md', path: 'line 3', reason: 'has raw HTML, which pages never show' },
      {
        file: 'pages/impressum.fr.md',
        path: '',
        reason: 'is in "fr", a language that office.json does not offer',
      },
      {
        file: 'pages/kontakt.de.md',
        path: '',
        reason: `must be called <page>.<language>.md; the pages are ${pages}`,
      },
      { file: 'pages/leichte-sprache.de.md', path: '', reason: 'is not UTF-8' },
      { file: 'pages/impressum.de.md', path: '', reason: 'is missing' },
    ])
  })

  test('colour, city and film of office.json are checked', async () => {
    const dir = await copy()
    await edit(dir, 'office.json', (office) =>
      Object.assign(office, {
        accent: 'blue',
        city: { en: 'Merseburg' },
        signLanguageVideo: 'https://example.org/x.mp4',
      }),
    )
    const paths = (await problemsOf(dir)).problems.map(({ file, path }) => `${file} ${path}`)
    expect(paths).toEqual(['office.json accent', 'office.json signLanguageVideo', 'office.json city'])
  })
})

type Fault = [
  what: string,
  file: string,
  change: (content: any) => void,
  expected: { path: string; reason: RegExp; entry?: string; file?: string },
]

const faults: Fault[] = [
  [
    'a service of an unknown topic',
    'services.json',
    (f) => f.services[2].topicIds.push('mond'),
    {
      path: 'services[2].topicIds[1]',
      entry: 'reisepass-beantragen',
      reason: /no topic "mond"/,
    },
  ],
  [
    'a service of an unknown department',
    'services.json',
    (f) => (f.services[2].departmentId = 'mond'),
    {
      path: 'services[2].departmentId',
      reason: /no department "mond"/,
    },
  ],
  [
    'a desk for an unknown service',
    'desks.json',
    (f) => f.desks[0].serviceIds.push('mondreise'),
    {
      path: 'desks[0].serviceIds[23]',
      entry: 'platz-1',
      reason: /no service "mondreise"/,
    },
  ],
  [
    'a desk at an unknown location',
    'desks.json',
    (f) => (f.desks[0].locationId = 'mond'),
    {
      path: 'desks[0].locationId',
      reason: /no location "mond"/,
    },
  ],
  [
    'a desk of an unknown department',
    'desks.json',
    (f) => (f.desks[0].departmentId = 'mond'),
    {
      path: 'desks[0].departmentId',
      reason: /no department "mond"/,
    },
  ],
  [
    'a referral of an unknown topic',
    'referrals.json',
    (f) => (f.referrals[1].topicIds = ['mond']),
    {
      path: 'referrals[1].topicIds[0]',
      reason: /no topic "mond"/,
    },
  ],
  [
    'an unknown source',
    'services.json',
    (f) => (f.services[0].verification.sources = ['hearsay']),
    {
      path: 'services[0].verification.sources[0]',
      reason: /no source "hearsay"/,
    },
  ],
  [
    'two services with one id',
    'services.json',
    (f) => (f.services[5].id = f.services[4].id),
    {
      path: 'services[5].id',
      reason: /already that of services\[4\]/,
    },
  ],
  [
    'two services with one slug',
    'services.json',
    (f) => (f.services[5].slug = f.services[4].slug),
    {
      path: 'services[5].slug',
      reason: /already that of services\[4\]/,
    },
  ],
  [
    'two desks with one id',
    'desks.json',
    (f) => (f.desks[1].id = 'platz-1'),
    {
      path: 'desks[1].id',
      reason: /"platz-1" is already/,
    },
  ],
  [
    'hours that end before they begin',
    'desks.json',
    (f) => (f.desks[0].weeklyHours[0].to = '08:00'),
    {
      path: 'desks[0].weeklyHours[0].to',
      reason: /later than from/,
    },
  ],
  [
    'hours that overlap',
    'desks.json',
    (f) => (f.desks[0].weeklyHours[2].from = '11:55'),
    {
      path: 'desks[0].weeklyHours[2]',
      reason: /overlaps with entry \[1\]/,
    },
  ],
  [
    'a time that does not exist',
    'desks.json',
    (f) => (f.desks[0].weeklyHours[0].from = '24:30'),
    {
      path: 'desks[0].weeklyHours[0].from',
      reason: /HH:MM/,
    },
  ],
  [
    'a grid that does not divide the hour',
    'desks.json',
    (f) => (f.desks[3].gridMinutes = 7),
    {
      path: 'desks[3].gridMinutes',
      reason: /divide 60/,
    },
  ],
  [
    'a service on site of a department by telephone',
    'services.json',
    (f) => (f.services[30].mode = 'ON_SITE'),
    {
      path: 'services[30].mode',
      reason: /but its department "wohngeld" is TELEPHONE/,
    },
  ],
  [
    'a desk on site at a location by telephone',
    'desks.json',
    (f) => (f.desks[0].locationId = 'telefon'),
    {
      path: 'desks[0].kind',
      reason: /location "telefon" is TELEPHONE/,
    },
  ],
  [
    'a desk for a service by telephone',
    'desks.json',
    (f) => f.desks[0].serviceIds.push('wohngeld'),
    {
      path: 'desks[0].serviceIds[23]',
      reason: /"wohngeld" is TELEPHONE, but the desk is ON_SITE/,
    },
  ],
  [
    'a fee whose upper end is below its lower',
    'services.json',
    (f) => (f.services[0].fees[0].amountMaxCents = 1),
    {
      path: 'services[0].fees[0].amountMaxCents',
      reason: /not be less/,
    },
  ],
  [
    'a fee of half a cent',
    'services.json',
    (f) => (f.services[0].fees[0].amountCents = 0.5),
    {
      path: 'services[0].fees[0].amountCents',
      reason: /int/,
    },
  ],
  [
    'a service that no desk serves',
    'desks.json',
    (f) => {
      for (const desk of f.desks) desk.serviceIds = desk.serviceIds.filter((id: string) => id !== 'wohngeld')
    },
    { file: 'services.json', path: 'services[30]', entry: 'wohngeld', reason: /no desk serves it/ },
  ],
  [
    'a number of persons whose visit is longer than any opening',
    'services.json',
    (f) => (f.services[0].maxPersons = 20),
    {
      path: 'services[0]',
      reason: /a visit of 20 takes 300 minutes/,
    },
  ],
  [
    'a line break in a title',
    'services.json',
    (f) => (f.services[0].title.de = 'Perso\r\nBcc: x'),
    {
      path: 'services[0].title.de',
      reason: /control characters/,
    },
  ],
  [
    'a mark that changes the text direction',
    'referrals.json',
    (f) => (f.referrals[0].detail.en = 'a\u202Eb'),
    {
      path: 'referrals[0].detail.en',
      reason: /control characters/,
    },
  ],
  [
    'a text without the default language',
    'topics.json',
    (f) => (f.topics[0].title = { en: 'Only English' }),
    {
      path: 'topics[0].title',
      entry: 'ausweis-pass',
      reason: /default language \(de\)/,
    },
  ],
  [
    'a text in a language that is not offered',
    'topics.json',
    (f) => (f.topics[0].title.ed = 'Tippfehler'),
    {
      path: 'topics[0].title',
      reason: /"ed"/,
    },
  ],
  [
    'a missing key',
    'services.json',
    (f) => delete f.services[7].durationMinutes,
    {
      path: 'services[7].durationMinutes',
      reason: /expected number/,
    },
  ],
  [
    'an unknown key',
    'services.json',
    (f) => (f.services[7].durationMinuts = 5),
    {
      path: 'services[7]',
      reason: /durationMinuts/,
    },
  ],
  [
    'a link with the protocol javascript',
    'referrals.json',
    (f) => (f.referrals[0].url = 'javascript:alert(1)'),
    {
      path: 'referrals[0].url',
      reason: /http/,
    },
  ],
  [
    'no services at all',
    'services.json',
    (f) => (f.services = []),
    {
      path: 'services',
      reason: /not be empty/,
    },
  ],
  [
    'an unknown time zone',
    'office.json',
    (f) => (f.timeZone = 'Europe/Merseburg'),
    {
      path: 'timeZone',
      reason: /IANA/,
    },
  ],
  [
    'an unknown federal state',
    'office.json',
    (f) => (f.holidayRegion = 'DE-XX'),
    {
      path: 'holidayRegion',
      reason: /ISO 3166-2/,
    },
  ],
]

describe('refuses', () => {
  test.each(faults)('%s', async (_, file, change, expected) => {
    const dir = await copy()
    await edit(dir, file, change)
    const { problems } = await problemsOf(dir)
    expect(problems).toContainEqual(
      expect.objectContaining({
        file,
        ...expected,
        reason: expect.stringMatching(expected.reason) as string,
      }),
    )
  })

  test('a folder that does not exist', async () => {
    const { message } = await problemsOf('/nowhere/at/all')
    expect(message).toContain('/nowhere/at/all')
  })

  test('a missing file, one that is not JSON and one in another encoding, all at once', async () => {
    const dir = await copy()
    await rm(join(dir, 'topics.json'))
    await writeFile(join(dir, 'desks.json'), '{ "desks": [')
    await writeFile(
      join(dir, 'office.json'),
      (await readFile(join(dir, 'office.json'), 'utf8')).replace('Stadt', 'Rösti'),
      'latin1',
    )
    const { problems } = await problemsOf(dir)
    expect(problems).toContainEqual({ file: 'topics.json', path: '', reason: 'is missing' })
    expect(problems).toContainEqual({ file: 'office.json', path: '', reason: 'is not UTF-8' })
    expect(problems).toContainEqual({
      file: 'desks.json',
      path: '',
      reason: expect.stringMatching(/^is not JSON/) as string,
    })
  })
})

test('lists all problems of all files in one message, one on each line', async () => {
  const dir = await copy()
  await edit(dir, 'services.json', ({ services }) => {
    services[0].durationMinutes = 'lang'
    services[1].departmentId = 'mond'
  })
  await edit(dir, 'desks.json', ({ desks }) => (desks[2].gridMinutes = 0))
  const { message, problems } = await problemsOf(dir)
  expect(problems).toHaveLength(3)
  expect(message.split('\n')).toEqual([
    `The catalogue in ${dir} has 3 problems; nothing was imported.`,
    expect.stringMatching(/^ {2}desks\.json desks\[2\]\.gridMinutes \(platz-3\): /),
    expect.stringMatching(
      /^ {2}services\.json services\[0\]\.durationMinutes \(personalausweis-beantragen\): /,
    ),
    '  services.json services[1].departmentId (ausweis-fuer-kinder): there is no department "mond"',
  ])
})
