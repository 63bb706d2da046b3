// This device's push subscription, in the cache storage, which pages and service worker can both read. The event
// `pushsubscriptionchange` does not always contain the old subscription.

const CACHE = 'push'
const ENTRY = '/push-subscription'

export interface StoredSubscription {
  endpoint: string
  keys: { p256dh: string; auth: string }
  /** The office's key, base64url. */
  applicationServerKey: string
}

export async function storeSubscription(subscription: StoredSubscription): Promise<void> {
  const cache = await caches.open(CACHE)
  await cache.put(ENTRY, Response.json(subscription))
}

export async function storedSubscription(): Promise<StoredSubscription | null> {
  const kept = await caches.match(ENTRY, { cacheName: CACHE })
  return kept ? ((await kept.json()) as StoredSubscription) : null
}
