// Makes the screenshots that app stores and browsers show before the installation: `npm run screens -w web`. They show
// the demo, which is started by the script unless URL names a running one. The results are committed.
// The six steps of a booking are for the README; they leave an appointment in the demo.
// (sharp comes with @vite-pwa/assets-generator.)
import { chromium } from 'playwright-core'
import sharp from 'sharp'
import { demo } from './demo.mjs'

const { url, end } = await demo()
const NARROW = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true }
const WIDE = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 }

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
await picture('start-narrow', '/', NARROW)
await picture('times-narrow', '/termin/zeit?dienst=personalausweis-beantragen', NARROW)
await picture('start-wide', '/', WIDE)
await steps()
await browser.close()
end()

/** The six steps of a booking, as phones side by side. */
async function steps() {
  const context = await browser.newContext({ ...NARROW, locale: 'de-DE', timezoneId: 'Europe/Berlin' })
  const page = await context.newPage()
  const phones = []
  const look = async (heading) => {
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await page.evaluate(() => document.fonts.ready.then(() => scrollTo(0, 0)))
    phones.push(await page.screenshot())
  }
  await page.goto(url)
  await page.getByRole('searchbox').click()
  await page.getByRole('searchbox').fill('perso')
  const found = page.getByRole('group').getByRole('link', { name: /Personalausweis beantragen/ })
  await found.waitFor()
  await look(/Anliegen/)
  await found.click()
  await look('Personalausweis beantragen')
  await page.getByRole('button', { name: 'Freie Termine zeigen' }).click()
  await page.locator('button[name=start]:enabled').first().waitFor()
  await look('Wann passt es Ihnen?')
  await page.locator('button[name=start]:enabled').first().click()
  await page.getByLabel('Vor- und Nachname').fill('Erika Beispiel')
  await page.getByLabel('E-Mail-Adresse').fill('erika@example.org')
  await page.evaluate(() => document.activeElement.blur())
  await look('Ihre Angaben')
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Weiter zur Prüfung' }).click()
  await look('Stimmt alles?')
  await page.getByRole('button', { name: 'Termin verbindlich buchen' }).click()
  await look('Ihr Termin ist gebucht')
  await context.close()

  const [width, height, gap] = [390, 844, 24]
  await sharp({
    create: { width: 6 * width + 7 * gap, height: height + 2 * gap, channels: 3, background: '#c9d3e8' },
  })
    .composite(
      await Promise.all(
        phones.map(async (phone, index) => ({
          input: await sharp(phone).resize(width, height).toBuffer(),
          left: gap + index * (width + gap),
          top: gap,
        })),
      ),
    )
    .webp({ quality: 80, effort: 6 })
    .toFile(new URL('booking.webp', import.meta.url).pathname)
}

async function picture(name, path, device) {
  const context = await browser.newContext({ ...device, locale: 'de-DE', timezoneId: 'Europe/Berlin' })
  const page = await context.newPage()
  await page.goto(url + path)
  await page.evaluate(() => document.fonts.ready)
  const { width, height } = device.viewport
  const scale = device.deviceScaleFactor
  await sharp(await page.screenshot())
    .resize(width * scale, height * scale)
    .webp({ quality: 70, effort: 6 })
    .toFile(new URL(`../static/screens/${name}.webp`, import.meta.url).pathname)
  await context.close()
}
