import { openBooking } from '../../booking/managed.ts'
import { UpdatedBooking } from '../booking/mutations.ts'
import { refused } from '../../kernel/outcome.ts'
import { builder } from '../core/builder.ts'
import { InvalidInputError, RefusedError } from '../core/errors.ts'
import { resultUnion } from '../core/result-union.ts'
import { replaceDevice, type ReplacedDevice as ReplacedDeviceShape } from '../../push/replace.ts'
import { subscribeToPush } from '../../push/subscribe.ts'
import { unsubscribeFromPush } from '../../push/unsubscribe.ts'

const ReplacedDevice = builder.objectRef<ReplacedDeviceShape>('ReplacedDevice').implement({
  access: 'proven',
  description: 'Result of replacing a subscription.',
  fields: (t) => ({
    bookings: t.exposeInt('bookings', { description: 'Number of bookings of the device.' }),
  }),
})

const SubscribeToPushResult = resultUnion('SubscribeToPushResult', [
  UpdatedBooking,
  InvalidInputError,
  RefusedError,
])
const UnsubscribeFromPushResult = resultUnion('UnsubscribeFromPushResult', [UpdatedBooking, RefusedError])
const ReplaceDeviceResult = resultUnion('ReplaceDeviceResult', [
  ReplacedDevice,
  InvalidInputError,
  RefusedError,
])

const DeviceInput = builder.inputType('DeviceInput', {
  description: "A browser's subscription to Web Push, as `PushSubscription.toJSON()` names its parts.",
  fields: (t) => ({
    endpoint: t.string({
      required: true,
      description: 'URL at one of the push services that this office allows.',
    }),
    p256dh: t.string({ required: true, description: 'Public key, 65 bytes as base64url.' }),
    auth: t.string({ required: true, description: 'Secret, 16 bytes as base64url.' }),
  }),
})

const SubscribeToPushInput = builder.inputType('SubscribeToPushInput', {
  description: 'Device to subscribe to a booking.',
  fields: (t) => ({
    token: t.string({ required: true, description: 'Manage token.' }),
    device: t.field({ type: DeviceInput, required: true, description: 'Subscription of the device.' }),
  }),
})

const UnsubscribeFromPushInput = builder.inputType('UnsubscribeFromPushInput', {
  description: 'Device to unsubscribe from a booking.',
  fields: (t) => ({
    token: t.string({ required: true, description: 'Manage token.' }),
    endpoint: t.string({ required: true, description: 'Endpoint of the subscription.' }),
  }),
})

const ReplaceDeviceInput = builder.inputType('ReplaceDeviceInput', {
  description: 'Old subscription, as a proof that it is the same device, and the new one.',
  fields: (t) => ({
    endpoint: t.string({ required: true, description: 'Endpoint of the old subscription.' }),
    auth: t.string({ required: true, description: 'Secret of the old subscription.' }),
    device: t.field({ type: DeviceInput, required: true, description: 'The new subscription.' }),
  }),
})

builder.mutationFields((t) => ({
  subscribeToPush: t.field({
    access: 'token',
    type: SubscribeToPushResult,
    description:
      'Subscribes a device to push messages about the reminder and about a cancellation by the office, in addition to mail. A booking keeps its six latest devices.',
    args: { input: t.arg({ type: SubscribeToPushInput, required: true }) },
    resolve: async (_root, { input: { token, device } }, { app, now }) => {
      const booking = await openBooking(app, token)
      return booking ? subscribeToPush(app, booking, device, now) : refused('NOT_FOUND')
    },
  }),
  unsubscribeFromPush: t.field({
    access: 'token',
    type: UnsubscribeFromPushResult,
    description: 'Unsubscribes a device; also succeeds for an unknown device.',
    args: { input: t.arg({ type: UnsubscribeFromPushInput, required: true }) },
    resolve: async (_root, { input: { token, endpoint } }, { app }) => {
      const booking = await openBooking(app, token)
      return booking ? unsubscribeFromPush(app, booking, endpoint) : refused('NOT_FOUND')
    },
  }),
  replaceDevice: t.field({
    access: 'token',
    type: ReplaceDeviceResult,
    description: 'Replaces the subscription of a device for all of its bookings.',
    args: { input: t.arg({ type: ReplaceDeviceInput, required: true }) },
    resolve: (_root, { input: { device, ...old } }, { app }) => replaceDevice(app, old, device),
  }),
}))
