import { Booking } from '../booking/types.ts'
import { builder } from '../core/builder.ts'
import { pushKeysOf } from '../../push/keys.ts'

builder.queryField('pushKey', (t) =>
  t.string({
    access: 'anyone',
    nullable: true,
    description:
      'For browsers that subscribe to Web Push: their `applicationServerKey`, base64url (VAPID, RFC 8292). Null when this office sends none.',
    resolve: (_root, _args, { app }) =>
      app.config.pushServices.length > 0 ? pushKeysOf(app.secretKey).publicKey : null,
  }),
)

builder.prismaObjectField(Booking, 'isPushedTo', (t) =>
  t.boolean({
    description:
      'Whether a device is told by Web Push of the reminder, and of a cancellation by the office. Nobody is told which devices there are.',
    args: {
      endpoint: t.arg.string({
        required: true,
        description: 'Of its subscription, as the browser names it.',
      }),
    },
    select: { id: true },
    resolve: async ({ id: bookingId }, { endpoint }, { app }) =>
      (await app.db.prisma.device.count({ where: { bookingId, endpoint } })) > 0,
  }),
)
