import type { App } from '../../app/app.ts'
import { builder } from '../core/builder.ts'
import { SECOND_FACTORS, mustEnrol, type OwnSession, validSession } from '../../identity/session.ts'

const OpenSession = builder
  .objectRef<{ id: string; createdAt: Date; lastSeenAt: Date; device: string | null; current: boolean }>(
    'OpenSession',
  )
  .implement({
    access: 'enrolling',
    description: 'Valid session of the caller.',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'Id for `endSession`; not secret.' }),
      since: t.expose('createdAt', { type: 'DateTime', description: 'Instant of the sign-in.' }),
      lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime', description: 'Last use, to the minute.' }),
      device: t.exposeString('device', {
        nullable: true,
        description: 'Kind of browser and system, e.g. Firefox, Windows; null when it is not known.',
      }),
      current: t.exposeBoolean('current', { description: 'Whether it is the session of this request.' }),
    }),
  })

const OwnPasskey = builder
  .objectRef<{ id: string; name: string; createdAt: Date; lastUsedAt: Date | null }>('OwnPasskey')
  .implement({
    access: 'enrolling',
    description: 'Passkey of the caller, which signs in without a password.',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'Id for `removePasskey`; not secret.' }),
      name: t.exposeString('name', { description: 'Name given by its owner.' }),
      since: t.expose('createdAt', { type: 'DateTime', description: 'Instant of its registration.' }),
      lastUsedAt: t.expose('lastUsedAt', {
        type: 'DateTime',
        nullable: true,
        description: 'Last use; null if never used.',
      }),
    }),
  })

/** Account of the caller, with the present session. */
export const OwnAccount = builder.objectRef<OwnSession>('OwnAccount').implement({
  access: 'enrolling',
  description: 'Account of the caller: sign-in methods and sessions.',
  fields: (t) => ({
    staff: t.prismaField({
      type: 'Staff',
      description: 'Owner of the account.',
      resolve: (query, { staff }, _args, { app }) =>
        app.db.prisma.staff.findUniqueOrThrow({ ...query, where: { id: staff.id } }),
    }),
    mustEnrol: t.boolean({
      resolve: async (session, _args, { app }) =>
        mustEnrol(app, session, await factorsOf(app, session.staff.id)),
      description:
        'Whether the required second factor is missing. Until it is set up, only fields of the own account are accessible.',
    }),
    authenticatorSince: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Instant since which sign-in requires a one-time password of an app; null if it does not.',
      resolve: async ({ staff }, _args, { app }) =>
        (await factorsOf(app, staff.id)).authenticator?.confirmedAt ?? null,
    }),
    passkeys: t.field({
      type: [OwnPasskey],
      description: 'Passkeys, the oldest first.',
      resolve: ({ staff }, _args, { app }) =>
        app.db.prisma.passkey.findMany({
          where: { staffId: staff.id },
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        }),
    }),
    recoveryCodesLeft: t.int({
      description: 'Number of unused recovery codes.',
      resolve: ({ staff }, _args, { app }) =>
        app.db.prisma.recoveryCode.count({ where: { staffId: staff.id } }),
    }),
    sessions: t.field({
      type: [OpenSession],
      description: 'Valid sessions, the latest use first.',
      resolve: async ({ id: own, staff }, _args, { app, now }) => {
        const sessions = await app.db.prisma.staffSession.findMany({
          where: { staffId: staff.id, ...validSession(now) },
          orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
        })
        return sessions.map(({ id, createdAt, lastSeenAt, device }) => ({
          id,
          createdAt,
          lastSeenAt,
          device,
          current: id === own,
        }))
      },
    }),
  }),
})

const factorsOf = (app: App, staffId: string) =>
  app.db.prisma.staff.findUniqueOrThrow({ where: { id: staffId }, select: SECOND_FACTORS })

builder.queryField('account', (t) =>
  t.field({
    access: 'own',
    type: OwnAccount,
    nullable: true,
    description:
      'Account of the signed-in caller, also before the required second factor is set up; null without a session.',
    resolve: (_root, _args, context) => context.session(),
  }),
)
