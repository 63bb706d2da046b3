// Makes the pictures that app stores and browsers show before Terminklick is installed: `npm run screens -w web` while
// the product runs (URL in the environment, http://localhost:3000 without). The results are committed.
// (sharp comes with @vite-pwa/assets-generator.)
import { chromium } from 'playwright-core'
import sharp from 'sharp'

const url = process.env.URL ?? 'http://localhost:3000'
const NARROW = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true }
const WIDE = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 }

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
await picture('start-narrow', '/', NARROW)
await picture('times-narrow', '/termin/zeit?dienst=personalausweis-beantragen', NARROW)
await picture('start-wide', '/', WIDE)
await browser.close()

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
