import { change, clientFor } from '#lib/graphql/client.ts'
import { PushOffer, PushOffer_Subscribe, PushOffer_Unsubscribe } from './push.graphql.ts'
import { isInstalled, isMobileOfApple } from './device.ts'
import { PUSH_CHANGED } from './push-changed.ts'
import { rememberPush } from './stored-subscription.ts'
import { keepForGood } from './persistent-storage.ts'

/** What a device can do about messages for one booking. */
export type PushState =
  | 'on'
  | 'off'
  /** The person has refused them, and only they can change that. */
  | 'blocked'
  /** On iPhone and iPad only an installed app may. */
  | 'install-first'
  /** This browser knows none, or the office sends none, or nobody can be asked. */
  | 'impossible'

/** Asks nobody for permission. */
export async function pushState(token: string): Promise<PushState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window))
    return isMobileOfApple() && !isInstalled() ? 'install-first' : 'impossible'
  const subscription = await (await registration())?.pushManager.getSubscription()
  const { data } = await clientFor(fetch)
    .query(PushOffer, { token, endpoint: subscription?.endpoint ?? '' })
    .toPromise()
  if (!data?.pushKey || !data.booking) return 'impossible'
  if (Notification.permission === 'denied') return 'blocked'
  return subscription && data.booking.isPushedTo ? 'on' : 'off'
}

/**
 * Asks for permission and has this device told of a booking. To be called from a tap: browsers listen to nothing else.
 * @throws when the browser or the office can't do it now
 */
export async function turnOn(token: string): Promise<PushState> {
  const permission = await Notification.requestPermission()
  if (permission !== 'granted') return permission === 'denied' ? 'blocked' : 'off'
  const { data } = await clientFor(fetch).query(PushOffer, { token, endpoint: '' }).toPromise()
  if (!data?.pushKey) throw new Error('no key')
  const subscription = await subscribe(data.pushKey)
  const { subscribeToPush } = await change({ fetch }, PushOffer_Subscribe, {
    input: { token, device: { endpoint: subscription.endpoint, ...subscription.keys } },
  })
  if (subscribeToPush.__typename !== 'UpdatedBooking') throw new Error(subscribeToPush.__typename)
  await rememberPush(subscription)
  await keepForGood()
  return 'on'
}

/** Tells this device no more of a booking. The subscription stays: other bookings may need it. */
export async function turnOff(token: string): Promise<PushState> {
  const subscription = await (await registration())?.pushManager.getSubscription()
  if (subscription)
    await change({ fetch }, PushOffer_Unsubscribe, { input: { token, endpoint: subscription.endpoint } })
  dispatchEvent(new Event(PUSH_CHANGED))
  return 'off'
}

async function subscribe(applicationServerKey: string) {
  const { pushManager } = await navigator.serviceWorker.ready
  const options = { userVisibleOnly: true, applicationServerKey }
  const subscription = await pushManager.subscribe(options).catch(async (error: DOMException) => {
    // From before the office changed its key: that one is of no use to anybody.
    if (error.name !== 'InvalidStateError') throw error
    await (await pushManager.getSubscription())?.unsubscribe()
    return pushManager.subscribe(options)
  })
  const { endpoint, keys } = subscription.toJSON()
  if (!endpoint || !keys?.p256dh || !keys.auth) throw new Error('incomplete subscription')
  return { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth }, applicationServerKey }
}

const registration = () => navigator.serviceWorker.getRegistration()
