import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accentsOf } from '../../api/catalogue/accent.ts'
import { importFrom } from '../../api/catalogue/import/import-catalogue.ts'
import { languages } from '../../api/kernel/languages.ts'
import { citizen, ERIKA } from '../support/citizen.ts'
import { lane } from '../support/lane.ts'
import { testDatabase } from '../support/database.ts'
import { startProduct, temporaryFolder } from '../support/product.ts'
import { MUSTERSTADT, secondTown } from '../support/second-town.ts'
import { mailsIn } from './data-folder.ts'
import { overHttp } from './over-http.ts'

const folder = await temporaryFolder('musterstadt')
afterAll(() => folder.remove())
const db = await testDatabase({ asOwner: true })
const dir = await secondTown()
let base: string
let stop: () => Promise<unknown>
let paths: string[]

beforeAll(async () => {
  await importFrom(db, dir, new Date())
  const [services, topics] = await Promise.all([
    db.prisma.service.findMany({ where: { active: true }, select: { slug: true, id: true } }),
    db.prisma.topic.findMany({ select: { id: true } }),
  ])
  const product = startProduct({
    DATA_DIR: folder.path,
    DATABASE_URL: db.pool.options.connectionString!,
    SECRET_KEY: 'a key that is long enough for a test',
    RATE_LIMITS: 'off',
    BOOKING_CHALLENGE: 'off',
  })
  stop = () => product.end()
  base = (await product.ready).replace('//localhost:', '//127.0.0.1:')
  paths = [
    '/',
    '/?suche=ausweis',
    ...topics.map(({ id }) => `/anliegen/${id}`),
    ...services.map(({ slug }) => `/dienstleistung/${slug}`),
    `/termin/zeit?d=${services[0]!.id}`,
    '/termin/buchen',
    '/termin/buchen/pruefen',
    '/termin/buchen/fertig',
    '/termin/gibt-es-nicht',
    '/meine-termine',
    '/barrierefreiheit',
    '/datenschutz',
    '/gebaerdensprache',
    '/impressum',
    '/leichte-sprache',
    '/offline',
    '/personal/anmelden',
    '/gibt-es-nicht',
  ]
})

afterAll(() => stop())

const read = async (path: string) => (await fetch(base + path)).text()

describe('with the catalogue of another town', () => {
  test.each(Object.entries(languages).filter(([tag]) => lane.everyLanguage || tag === 'de'))(
    'every page contains its name, and none contains Merseburg (%s)',
    async (tag, { prefix }) => {
      const name = MUSTERSTADT.name[tag === 'en' ? 'en' : 'de']
      for (const path of paths) {
        const html = await read(prefix + path)
        expect([path, html.match(/.{0,60}merseburg.{0,60}/i)?.[0]]).toEqual([path, undefined])
        // The offline shell gets the name of the town in the browser.
        if (path !== '/offline') expect([path, html.includes(name)]).toEqual([path, true])
      }
    },
  )

  test('pages have its colour, telephone number and texts', async () => {
    const { onLight, onDark } = accentsOf(MUSTERSTADT.accent)
    const theme = await read('/theme.css')
    expect(theme).toContain(`--kern-color-action-default:${onLight}`)
    expect(theme).toContain(`--kern-color-action-default:${onDark}`)
    expect(await read('/')).toContain(`>${theme}</style>`)
    const imprint = await read('/impressum')
    for (const text of ['Marktplatz 1', '030 23125-000', 'musterstadt.example'])
      expect(imprint).toContain(text)
  })

  test('pages offer days up to its horizon of 180 days', async () => {
    const day = Temporal.Now.plainDateISO('Europe/Berlin').add({ days: 150 })
    const month = day.toString().slice(0, 7)
    const address = '/termin/zeit?dienst=reisepass-beantragen'
    expect(await read(`${address}&ansicht=monat&monat=${month}`)).toContain(`tag=${month}-`)
    // The list starts at the page with the requested day.
    expect(await read(`${address}&ab=${month}-01`)).toContain(`tag=${month}-`)
  })

  test('mails have its name, colour and telephone number', async () => {
    const erika = citizen(overHttp(() => base))
    const items = [{ serviceId: 'personalausweis-beantragen' }]
    const [slot] = await erika.nextSlots(items, 1)
    const booked = await erika.book({
      items,
      startsAt: slot!.startsAt,
      contact: ERIKA,
      locale: 'de',
      consent: true,
    })
    expect(booked.__typename).toBe('NewBooking')
    const mails = () => mailsIn(join(folder.path, 'mail'))
    await expect.poll(mails).toHaveLength(1)
    const mail = await simpleParser((await mails())[0]!.text)
    expect(mail.from?.value).toEqual([{ name: 'Stadt Musterstadt', address: 'termine@localhost' }])
    expect(mail.html).toContain(`background:${accentsOf(MUSTERSTADT.accent).onLight}`)
    for (const part of [mail.text, mail.html, mail.subject]) expect(part).not.toMatch(/merseburg/i)
    expect(mail.text).toContain(MUSTERSTADT.phoneDisplay)
  })
})
