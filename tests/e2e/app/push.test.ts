import { createECDH, randomBytes } from 'node:crypto'
import type { BrowserContext, Page } from 'playwright-core'
import pg from 'pg'
import { expect, inject, onTestFinished } from 'vitest'
import { journeyInWholeBrowser, openWithWorker } from '../../support/browser/page.ts'
import { newAddress } from '../mailbox.ts'
import { bookIt, giveDetails, reserveTime } from '../steps.ts'

/** No other journey books at this department. */
const SERVICE = 'stadtkasse'

/** The used part of the service worker's scope; lib.webworker cannot be combined with lib.dom. */
interface WorkerScope extends EventTarget {
  registration: ServiceWorkerRegistration
  clients: { openWindow: (url: string | URL) => Promise<null> }
  NotificationEvent: new (type: string, init: { notification: Notification | undefined }) => Event
}

/** Replaces the browser's PushManager, because Chromium's push service is on the internet. */
async function stubPushManager(context: BrowserContext, endpoint: string): Promise<void> {
  const keys = {
    p256dh: createECDH('prime256v1').generateKeys('base64url'),
    auth: randomBytes(16).toString('base64url'),
  }
  await context.addInitScript(
    ({ endpoint, keys }) => {
      const subscription = { endpoint, toJSON: () => ({ endpoint, keys }), unsubscribe: async () => true }
      let subscribed = sessionStorage.getItem('subscribed') !== null
      PushManager.prototype.subscribe = async (options) => {
        if (!options?.userVisibleOnly || typeof options.applicationServerKey !== 'string')
          throw new TypeError('not as browsers want it')
        sessionStorage.setItem('subscribed', '1')
        subscribed = true
        return subscription as unknown as PushSubscription
      }
      PushManager.prototype.getSubscription = async () =>
        subscribed ? (subscription as unknown as PushSubscription) : null
    },
    { endpoint, keys },
  )
}

/** A function that counts the stored devices with an endpoint. */
async function deviceCounter() {
  const database = new pg.Client({ connectionString: inject('product').databaseUrl })
  await database.connect()
  onTestFinished(() => database.end())
  return async (endpoint: string): Promise<number> =>
    (await database.query('SELECT FROM device WHERE endpoint = $1', [endpoint])).rowCount ?? 0
}

async function book(page: Page): Promise<void> {
  await reserveTime(page, SERVICE)
  await giveDetails(page, { name: 'Erika Beispiel', email: newAddress('erika'), phone: '03461 445300' })
  await bookIt(page)
}

journeyInWholeBrowser('push messages for a booking can be turned on and off', async ({ visitor }) => {
  const erika = await visitor({ permissions: ['notifications'] })
  const { page, context } = erika
  const endpoint = `https://fcm.googleapis.com/fcm/send/${crypto.randomUUID()}`
  await stubPushManager(context, endpoint)
  const countDevices = await deviceCounter()
  await openWithWorker(erika, '/')
  await book(page)

  const panel = page.getByRole('region', { name: 'Erinnerung auf dieses Gerät' })
  await panel.getByText('Darin stehen nur Tag und Uhrzeit.').waitFor()
  expect(await countDevices(endpoint)).toBe(0)
  await panel.getByRole('button', { name: 'Mitteilungen einschalten' }).click()
  await panel.getByText('Dieses Gerät bekommt Mitteilungen zu diesem Termin.').waitFor()
  expect(await countDevices(endpoint)).toBe(1)

  // The page of the manage link shows the same state.
  await page.getByRole('link', { name: 'Termin verschieben oder absagen' }).click()
  await panel.getByRole('button', { name: 'Mitteilungen ausschalten' }).click()
  await panel.getByRole('button', { name: 'Mitteilungen einschalten' }).waitFor()
  expect(await countDevices(endpoint)).toBe(0)
})

journeyInWholeBrowser(
  'removing an appointment from the device turns push messages off',
  async ({ visitor }) => {
    const erika = await visitor({ permissions: ['notifications'], expected: [/ERR_/] })
    const { page, context } = erika
    const endpoint = `https://fcm.googleapis.com/fcm/send/${crypto.randomUUID()}`
    await stubPushManager(context, endpoint)
    const countDevices = await deviceCounter()
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    const turnOn = async () => {
      await button('Mitteilungen einschalten').click()
      await button('Mitteilungen ausschalten').waitFor()
      expect(await countDevices(endpoint)).toBe(1)
    }
    const removeFromList = async () => {
      await page.getByRole('link', { name: 'Meine Termine' }).first().click()
      // The former page has a button with the same name.
      await page.getByRole('heading', { level: 1, name: 'Meine Termine' }).waitFor()
      await button('Von diesem Gerät entfernen').click()
      await button('Ja, entfernen').click()
      await page.getByText('Auf diesem Gerät ist kein Termin gemerkt.').waitFor()
    }
    await openWithWorker(erika, '/')
    await book(page)
    await page.getByRole('link', { name: 'Termin verschieben oder absagen' }).click()
    await page.waitForURL(/termin\/[^/]{20}/)
    const link = page.url()

    await turnOn()
    await button('Von diesem Gerät entfernen').click()
    await button('Mitteilungen einschalten').waitFor()
    expect(await countDevices(endpoint)).toBe(0)

    await button('Doch auf diesem Gerät merken').click()
    await turnOn()
    await removeFromList()
    await expect.poll(() => countDevices(endpoint)).toBe(0)

    // Offline, the server cannot be informed, but the appointment is removed.
    await page.goto(link)
    await button('Doch auf diesem Gerät merken').click()
    await turnOn()
    await context.setOffline(true)
    await removeFromList()
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
  },
)

journeyInWholeBrowser(
  'after a denied permission the page explains it and does not ask again',
  async ({ visitor }) => {
    // Headless Chromium denies the permission unless it is granted here.
    const erika = await visitor()
    const { page, context } = erika
    await stubPushManager(context, 'https://fcm.googleapis.com/fcm/send/never')
    await openWithWorker(erika, '/')
    await book(page)
    await page.getByRole('button', { name: 'Mitteilungen einschalten' }).click()
    await page.getByText('Ihr Browser lässt von dieser Seite keine Mitteilungen zu.').waitFor()
    expect(await page.getByRole('button', { name: 'Mitteilungen einschalten' }).count()).toBe(0)
  },
)

journeyInWholeBrowser(
  'a push message is shown as a notification, which opens the appointments of this device',
  async ({ visitor }) => {
    const erika = await visitor({ permissions: ['notifications'] })
    const { page, context } = erika
    await openWithWorker(erika, '/')
    const cdp = await context.newCDPSession(page)
    const registered = new Promise<string>((resolve) =>
      cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        if (registrations[0]) resolve(registrations[0].registrationId)
      }),
    )
    await cdp.send('ServiceWorker.enable')
    const content = {
      title: 'Bald ist Ihr Termin',
      body: 'Dienstag, 2. März 2027, 10:00 Uhr',
      lang: 'de',
      dir: 'ltr',
      tag: 'one booking',
      path: '/meine-termine',
    }
    const deliver = async (data: object) =>
      cdp.send('ServiceWorker.deliverPushMessage', {
        origin: new URL(page.url()).origin,
        registrationId: await registered,
        data: JSON.stringify(data),
      })
    const shown = () =>
      page.evaluate(async () => {
        const { getNotifications } = await navigator.serviceWorker.ready.then((registration) => ({
          getNotifications: () => registration.getNotifications(),
        }))
        return (await getNotifications()).map(({ title, body, lang, tag }) => ({ title, body, lang, tag }))
      })
    await deliver(content)
    await expect
      .poll(shown)
      .toEqual([{ title: content.title, body: content.body, lang: 'de', tag: 'one booking' }])
    // A later message about the same booking replaces it.
    await deliver({ ...content, title: 'Wir müssen Ihren Termin leider absagen' })
    await expect.poll(shown).toMatchObject([{ title: 'Wir müssen Ihren Termin leider absagen' }])

    const [worker] = context.serviceWorkers()
    const opened = await worker!.evaluate(async () => {
      const scope = globalThis as unknown as WorkerScope
      const [notification] = await scope.registration.getNotifications()
      const openedUrl = new Promise<string>((resolve) => {
        scope.clients.openWindow = async (url) => (resolve(String(url)), null)
      })
      scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }))
      return openedUrl
    })
    expect(opened).toBe(new URL('/meine-termine', page.url()).href)
  },
)
