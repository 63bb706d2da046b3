import type { App } from '../../app.ts'
import { builder } from '../core/builder.ts'
import { SECOND_FACTORS, mustEnrol, type OwnSession, validSession } from '../../identity/session.ts'

const OpenSession = builder
  .objectRef<{ id: string; createdAt: Date; lastSeenAt: Date; device: string | null; current: boolean }>(
    'OpenSession',
  )
  .implement({
    access: 'enrolling',
    description: 'A session of one’s own that is still good.',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'For ending it; no secret.' }),
      since: t.expose('createdAt', { type: 'DateTime', description: 'When it was signed in.' }),
      lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime', description: 'Last use, to the minute.' }),
      device: t.exposeString('device', {
        nullable: true,
        description: 'Kind of browser and system, e.g. Firefox, Windows; null when it is not known.',
      }),
      current: t.exposeBoolean('current', { description: 'Whether it is the one that asks.' }),
    }),
  })

const OwnPasskey = builder
  .objectRef<{ id: string; name: string; createdAt: Date; lastUsedAt: Date | null }>('OwnPasskey')
  .implement({
    access: 'enrolling',
    description: 'A key of one’s own, on a device or in a vault, that signs in by itself.',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'For removing it; no secret.' }),
      name: t.exposeString('name', { description: 'What one calls it.' }),
      since: t.expose('createdAt', { type: 'DateTime', description: 'When it was set up.' }),
      lastUsedAt: t.expose('lastUsedAt', {
        type: 'DateTime',
        nullable: true,
        description: 'When it was used last; null: never.',
      }),
    }),
  })

/** Whoever asks, with their session. */
export const OwnAccount = builder.objectRef<OwnSession>('OwnAccount').implement({
  access: 'enrolling',
  description: 'One’s own account: how one proves who one is, and where one is signed in.',
  fields: (t) => ({
    staff: t.prismaField({
      type: 'Staff',
      description: 'Whose.',
      resolve: (query, { staff }, _args, { app }) =>
        app.db.prisma.staff.findUniqueOrThrow({ ...query, where: { id: staff.id } }),
    }),
    mustEnrol: t.boolean({
      resolve: async (session, _args, { app }) =>
        mustEnrol(app, session, await factorsOf(app, session.staff.id)),
      description:
        'This office asks for a second factor, and there is none yet: until it is set up, only one’s own account can be used.',
    }),
    authenticatorSince: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when signing in asks for a one-time password of an app; null: it does not.',
      resolve: async ({ staff }, _args, { app }) =>
        (await factorsOf(app, staff.id)).authenticator?.confirmedAt ?? null,
    }),
    passkeys: t.field({
      type: [OwnPasskey],
      description: 'Passkeys that one can sign in with, the oldest first.',
      resolve: ({ staff }, _args, { app }) =>
        app.db.prisma.passkey.findMany({
          where: { staffId: staff.id },
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        }),
    }),
    recoveryCodesLeft: t.int({
      description: 'Recovery codes that were not used yet.',
      resolve: ({ staff }, _args, { app }) =>
        app.db.prisma.recoveryCode.count({ where: { staffId: staff.id } }),
    }),
    sessions: t.field({
      type: [OpenSession],
      description: 'Where one is signed in, the latest use first.',
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
      'One’s own account, for whoever is signed in, also before the second factor that this office asks for is set up; null for everybody else.',
    resolve: (_root, _args, context) => context.session(),
  }),
)
