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
  description: 'A device goes by its new subscription from now on.',
  fields: (t) => ({
    bookings: t.exposeInt('bookings', { description: 'Bookings that it is told of.' }),
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
      description: 'Address at one of the push services that this office uses.',
    }),
    p256dh: t.string({ required: true, description: 'Public key, 65 bytes as base64url.' }),
    auth: t.string({ required: true, description: 'Secret, 16 bytes as base64url.' }),
  }),
})

const SubscribeToPushInput = builder.inputType('SubscribeToPushInput', {
  description: 'A device that is to be told of a booking.',
  fields: (t) => ({
    token: t.string({ required: true, description: 'The manage token.' }),
    device: t.field({ type: DeviceInput, required: true, description: 'Who is told.' }),
  }),
})

const UnsubscribeFromPushInput = builder.inputType('UnsubscribeFromPushInput', {
  description: 'A device that is to be told no more.',
  fields: (t) => ({
    token: t.string({ required: true, description: 'The manage token.' }),
    endpoint: t.string({ required: true, description: 'Of the subscription.' }),
  }),
})

const ReplaceDeviceInput = builder.inputType('ReplaceDeviceInput', {
  description: 'The old subscription, which proves that it is the same device, and the new one.',
  fields: (t) => ({
    endpoint: t.string({ required: true, description: 'Of the old subscription.' }),
    auth: t.string({ required: true, description: 'Secret of the old subscription.' }),
    device: t.field({ type: DeviceInput, required: true, description: 'The new subscription.' }),
  }),
})

builder.mutationFields((t) => ({
  subscribeToPush: t.field({
    access: 'token',
    type: SubscribeToPushResult,
    description:
      'Has a device told of the reminder, and of a cancellation by the office, beside the mail. The six latest devices of a booking are told.',
    args: { input: t.arg({ type: SubscribeToPushInput, required: true }) },
    resolve: async (_root, { input: { token, device } }, { app, now }) => {
      const booking = await openBooking(app, token)
      return booking ? subscribeToPush(app, booking, device, now) : refused('NOT_FOUND')
    },
  }),
  unsubscribeFromPush: t.field({
    access: 'token',
    type: UnsubscribeFromPushResult,
    description: 'Tells a device no more. One that was never told is no error.',
    args: { input: t.arg({ type: UnsubscribeFromPushInput, required: true }) },
    resolve: async (_root, { input: { token, endpoint } }, { app }) => {
      const booking = await openBooking(app, token)
      return booking ? unsubscribeFromPush(app, booking, endpoint) : refused('NOT_FOUND')
    },
  }),
  replaceDevice: t.field({
    access: 'token',
    type: ReplaceDeviceResult,
    description: 'Gives a device its new subscription for all bookings that it is told of.',
    args: { input: t.arg({ type: ReplaceDeviceInput, required: true }) },
    resolve: (_root, { input: { device, ...old } }, { app }) => replaceDevice(app, old, device),
  }),
}))
