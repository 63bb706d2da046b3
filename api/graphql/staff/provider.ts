import { builder } from '../core/builder.ts'
import { LimitReachedError, RefusedError } from '../core/errors.ts'
import { resultUnion } from '../core/result-union.ts'
import { guardSignIn } from '../core/rate-limits.ts'
import { deviceName } from '../../staff/account/device-name.ts'
import { OwnAccount } from './account.ts'
import { SignInResult } from './types.ts'
import { sessionCookie } from '../../identity/session.ts'
import { beginProviderSignIn, type WayToProvider as WayShape } from '../../staff/provider/begin-sign-in.ts'
import { browserIn, stateCookie } from '../../staff/provider/state-cookie.ts'
import { finishProviderSignIn } from '../../staff/provider/finish-sign-in.ts'
import { providerSignOutUrl } from '../../staff/provider/sign-out.ts'

const SignInWays = builder.objectRef<{ here: boolean; provider: string | null }>('SignInWays').implement({
  access: 'anyone',
  description: 'How staff can sign in at this town hall.',
  fields: (t) => ({
    here: t.exposeBoolean('here', { description: 'With a password or a passkey.' }),
    provider: t.exposeString('provider', {
      nullable: true,
      description: 'By the city’s own sign-in, and what that is called; null: there is none.',
    }),
  }),
})

const WayToProvider = builder.objectRef<WayShape>('WayToProvider').implement({
  access: 'anyone',
  description: 'The way to the city’s own sign-in; a cookie of the answer goes with it.',
  fields: (t) => ({
    url: t.exposeString('url', { description: 'Where the browser goes; it works once, for five minutes.' }),
  }),
})

const BeginProviderSignInResult = resultUnion('BeginProviderSignInResult', [
  WayToProvider,
  LimitReachedError,
  RefusedError,
])

builder.queryField('signInWays', (t) =>
  t.field({
    access: 'anyone',
    type: SignInWays,
    description: 'How staff can sign in here.',
    resolve: (_root, _args, { app: { config } }) => ({
      here: !config.provider?.only,
      provider: config.provider?.name ?? null,
    }),
  }),
)

builder.objectField(OwnAccount, 'providerSignOutUrl', (t) =>
  t.string({
    nullable: true,
    description:
      'Where the browser goes after signing out, to end the session at the city’s own sign-in as well; null when there is none.',
    resolve: (session, _args, { app, now }) => providerSignOutUrl(app, session, now),
  }),
)

builder.mutationFields((t) => ({
  beginProviderSignIn: t.field({
    access: 'anyone',
    type: BeginProviderSignInResult,
    description: 'The way to the city’s own sign-in (OpenID Connect).',
    resolve: async (_root, _args, context) => {
      const limited = await guardSignIn(context, null)
      if (limited) return limited
      const way = await beginProviderSignIn(context.app, context.now)
      if (way.type === 'WayToProvider')
        context.responseHeaders.append('set-cookie', stateCookie(context.app, way.browser))
      return way
    },
  }),
  finishProviderSignIn: t.field({
    access: 'token',
    type: SignInResult,
    description: 'Opens a session for whoever comes back from the city’s own sign-in.',
    args: {
      query: t.arg.string({
        required: true,
        description: 'The query of the address that it sent the browser to: code, state and the rest.',
      }),
    },
    resolve: async (_root, { query }, context) => {
      const { app, request, responseHeaders, now } = context
      const limited = await guardSignIn(context, null)
      if (limited) return limited
      const cookies = request.headers.get('cookie')
      const device = deviceName(request.headers.get('user-agent'))
      const back = { query: query.slice(0, 10_000), browser: browserIn(app, cookies) }
      const outcome = await finishProviderSignIn(app, back, device, now)
      responseHeaders.append('set-cookie', stateCookie(app, null))
      if (outcome.type === 'StaffSession')
        responseHeaders.append('set-cookie', sessionCookie(app, outcome.secret))
      return outcome
    },
  }),
}))
