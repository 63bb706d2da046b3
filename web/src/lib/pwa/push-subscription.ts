import { currentClient, mutate } from '#lib/graphql/client.ts'
import { PushOffer, PushOffer_Subscribe, PushOffer_Unsubscribe } from './push.graphql.ts'
import { isInstalled, isMobileOfApple } from './device.ts'
import { PUSH_CHANGED } from './push-changed.ts'
import { storeSubscription } from './stored-subscription.ts'
import { requestPersistence } from './persistent-storage.ts'

/** State of the push messages for one booking on this device. */
export type PushState =
  | 'on'
  | 'off'
  /** The user has denied the permission, and can only change that in the browser's settings. */
  | 'blocked'
  /** On iPhone and iPad, push requires an installed app. */
  | 'install-first'
  /** The browser or the office does not support push, or the API cannot be reached. */
  | 'impossible'

/** The present state; does not ask for permission. */
export async function pushState(token: string): Promise<PushState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window))
    return isMobileOfApple() && !isInstalled() ? 'install-first' : 'impossible'
  const subscription = await (await registration())?.pushManager.getSubscription()
  const { data } = await currentClient()
    .query(PushOffer, { token, endpoint: subscription?.endpoint ?? '' })
    .toPromise()
  if (!data?.pushKey || !data.booking) return 'impossible'
  if (Notification.permission === 'denied') return 'blocked'
  return subscription && data.booking.isPushedTo ? 'on' : 'off'
}

/**
 * Asks for permission and subscribes this device to a booking. Call it from a click: browsers require a user gesture.
 * @throws when the browser or the office cannot do it now
 */
export async function turnOn(token: string): Promise<PushState> {
  const permission = await Notification.requestPermission()
  if (permission !== 'granted') return permission === 'denied' ? 'blocked' : 'off'
  const { data } = await currentClient().query(PushOffer, { token, endpoint: '' }).toPromise()
  if (!data?.pushKey) throw new Error('no key')
  const subscription = await subscribe(data.pushKey)
  const { subscribeToPush } = await mutate({ fetch }, PushOffer_Subscribe, {
    input: { token, device: { endpoint: subscription.endpoint, ...subscription.keys } },
  })
  if (subscribeToPush.__typename !== 'UpdatedBooking') throw new Error(subscribeToPush.__typename)
  await storeSubscription(subscription)
  await requestPersistence()
  return 'on'
}

/** Unsubscribes this device from a booking. The push subscription stays: other bookings may need it. */
export async function turnOff(token: string): Promise<PushState> {
  const subscription = await (await registration())?.pushManager.getSubscription()
  if (subscription)
    await mutate({ fetch }, PushOffer_Unsubscribe, { input: { token, endpoint: subscription.endpoint } })
  dispatchEvent(new Event(PUSH_CHANGED))
  return 'off'
}

async function subscribe(applicationServerKey: string) {
  const { pushManager } = await navigator.serviceWorker.ready
  const options = { userVisibleOnly: true, applicationServerKey }
  const subscription = await pushManager.subscribe(options).catch(async (error: DOMException) => {
    // A subscription with a former key of the office is invalid, so it is replaced.
    if (error.name !== 'InvalidStateError') throw error
    await (await pushManager.getSubscription())?.unsubscribe()
    return pushManager.subscribe(options)
  })
  const { endpoint, keys } = subscription.toJSON()
  if (!endpoint || !keys?.p256dh || !keys.auth) throw new Error('incomplete subscription')
  return { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth }, applicationServerKey }
}

const registration = () => navigator.serviceWorker.getRegistration()
