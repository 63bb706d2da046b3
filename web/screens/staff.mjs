// Makes the screenshots of the staff pages for the README, light and dark side by side: `npm run screens:staff -w web`.
// They show the demo, which is started by the script unless URL names a running one; DAY is the day to show, by default
// the last working day. The results are committed.
import { chromium } from 'playwright-core'
import sharp from 'sharp'
import { daysAgo, demo, lastWorkday } from './demo.mjs'

const { ADMIN_EMAIL = 'hoffmann@example.org', ADMIN_PASSWORD = 'ein-tag-im-rathaus' } = process.env
const DAY = process.env.DAY ?? lastWorkday()
const [WIDTH, HEIGHT, GAP] = [1280, 800, 24]
const PAGES = {
  today: `/personal?tag=${DAY}&wo=amt.einwohnermeldewesen&ansicht=kalender`,
  week: `/personal/woche?tag=${DAY}`,
  plan: '/personal/planung',
  // The days for which the demo has bookings.
  statistics: `/personal/statistik?von=${daysAgo(14)}&bis=${daysAgo(1)}&amt=einwohnermeldewesen`,
}

const { url, end } = await demo()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
const context = await browser.newContext({
  viewport: { width: WIDTH, height: HEIGHT },
  locale: 'de-DE',
  timezoneId: 'Europe/Berlin',
})
const page = await context.newPage()
await page.goto(`${url}/personal/anmelden`)
await page.locator('[name=email]').fill(ADMIN_EMAIL)
await page.locator('[name=password]').fill(ADMIN_PASSWORD)
await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
await page.getByRole('heading', { level: 1, name: /^Termine am/ }).waitFor()
for (const [name, path] of Object.entries(PAGES)) await picture(name, path)
await browser.close()
end()

async function picture(name, path) {
  const looks = []
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    await page.goto(url + path)
    await page.evaluate(() => document.fonts.ready)
    await page.locator('main h1').waitFor()
    if (name === 'today') await page.getByText('Aktualisiert sich von selbst').waitFor()
    // A day's calendar begins with its first visit.
    await page.evaluate(() => {
      const scroller = document.querySelector('.scroller')
      const first = scroller?.querySelector('[data-visit]')
      if (first)
        scroller.scrollTop += first.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 90
    })
    looks.push(await page.screenshot())
  }
  const input = await Promise.all(
    looks.map((look) =>
      sharp(look)
        .resize(WIDTH * 0.75)
        .toBuffer(),
    ),
  )
  const [width, height] = [WIDTH * 0.75, HEIGHT * 0.75]
  await sharp({
    create: { width: 2 * width + 3 * GAP, height: height + 2 * GAP, channels: 3, background: '#c9d3e8' },
  })
    .composite(input.map((look, nth) => ({ input: look, left: GAP + nth * (width + GAP), top: GAP })))
    .webp({ quality: 80, effort: 6 })
    .toFile(new URL(`staff-${name}.webp`, import.meta.url).pathname)
}
