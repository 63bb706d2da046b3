import { Booking } from '../booking/types.ts'
import { builder } from '../core/builder.ts'
import { pushKeysOf } from '../../push/keys.ts'

builder.queryField('pushKey', (t) =>
  t.string({
    access: 'anyone',
    nullable: true,
    description:
      '`applicationServerKey` for subscriptions to Web Push, base64url (VAPID, RFC 8292). Null if this office sends no push messages.',
    resolve: (_root, _args, { app }) =>
      app.config.pushServices.length > 0 ? pushKeysOf(app.secretKey).publicKey : null,
  }),
)

builder.prismaObjectField(Booking, 'isPushedTo', (t) =>
  t.boolean({
    description:
      'Whether a device receives push messages about the reminder and about a cancellation by the office. Subscribed devices are never listed.',
    args: {
      endpoint: t.arg.string({
        required: true,
        description: 'Endpoint of the subscription.',
      }),
    },
    select: { id: true },
    resolve: async ({ id: bookingId }, { endpoint }, { app }) =>
      (await app.db.prisma.device.count({ where: { bookingId, endpoint } })) > 0,
  }),
)
