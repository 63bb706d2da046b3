// Push messages, in the service worker.

import { storedSubscription, storeSubscription } from '../lib/pwa/stored-subscription.ts'

declare const self: ServiceWorkerGlobalScope

/** The payload from the API, encrypted for this device. */
interface PushContent {
  title: string
  body: string
  lang: string
  dir: 'ltr' | 'rtl'
  tag: string
  path: string
}

/** PushSubscriptionChangeEvent, which lib.dom does not define yet (Push API, 10.4). */
interface SubscriptionChange extends ExtendableEvent {
  oldSubscription?: PushSubscription | null
  newSubscription?: PushSubscription | null
}

/** A plain string instead of a typed document, to keep the worker small; a test validates it against the schema. */
export const REPLACE_DEVICE =
  'mutation ReplaceDevice($input: ReplaceDeviceInput!) { replaceDevice(input: $input) { __typename } }'

/** Shows push messages, opens their page on a tap, and reports a changed subscription to the API. */
export function receivePush(): void {
  self.addEventListener('push', (event) => event.waitUntil(show(event.data)))
  self.addEventListener('notificationclick', (event) => {
    event.notification.close()
    const { path } = (event.notification.data ?? {}) as { path?: string }
    event.waitUntil(open(path ?? '/meine-termine'))
  })
  self.addEventListener('pushsubscriptionchange', (event) =>
    (event as ExtendableEvent).waitUntil(replaceSubscription(event as SubscriptionChange)),
  )
}

async function show(data: PushMessageData | null): Promise<void> {
  // Always shows a notification, because browsers revoke the permission of apps that do not.
  const { title, path, ...content } = (data?.json() ?? { title: 'Terminklick' }) as PushContent
  await self.registration.showNotification(title, {
    ...content,
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    data: { path },
  })
}

/** Focuses a window that already shows the page, or opens a new one; never navigates another window. */
async function open(path: string): Promise<void> {
  const url = new URL(path, self.location.origin)
  if (url.origin !== self.location.origin) return
  const windows = await self.clients.matchAll({ type: 'window' })
  const showing = windows.find((client) => new URL(client.url).pathname === url.pathname)
  await (showing ? showing.focus() : self.clients.openWindow(url.href))
}

async function replaceSubscription({ oldSubscription, newSubscription }: SubscriptionChange): Promise<void> {
  const stored = await storedSubscription()
  const old = oldSubscription?.toJSON() ?? stored
  if (!stored || !old?.endpoint || !old.keys?.auth) return
  const { applicationServerKey } = stored
  const fresh =
    newSubscription ??
    (await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }))
  const { endpoint, keys } = fresh.toJSON()
  if (!endpoint || !keys?.p256dh || !keys.auth) return
  const device = { endpoint, p256dh: keys.p256dh, auth: keys.auth }
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      query: REPLACE_DEVICE,
      variables: { input: { endpoint: old.endpoint, auth: old.keys.auth, device } },
    }),
  })
  if (!response.ok) throw new Error(`replaceDevice: ${response.status}`)
  await storeSubscription({ endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth }, applicationServerKey })
}
