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
  description: 'Available sign-in methods of staff.',
  fields: (t) => ({
    here: t.exposeBoolean('here', { description: 'Whether password and passkey are accepted.' }),
    provider: t.exposeString('provider', {
      nullable: true,
      description: 'Name of the identity provider of the town; null without one.',
    }),
  }),
})

const WayToProvider = builder.objectRef<WayShape>('WayToProvider').implement({
  access: 'anyone',
  description:
    'Authorization request to the identity provider. The answer also sets a cookie with its state.',
  fields: (t) => ({
    url: t.exposeString('url', { description: 'URL for the browser; valid once, for five minutes.' }),
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
    description: 'Available sign-in methods of staff.',
    resolve: (_root, _args, { app: { config } }) => ({
      here: !config.provider?.only,
      provider: config.provider?.name ?? null,
    }),
  }),
)

builder.objectField(OwnAccount, 'providerSignOutUrl', (t) =>
  t.string({
    nullable: true,
    description: 'URL that ends the session at the identity provider after signing out; null without one.',
    resolve: (session, _args, { app, now }) => providerSignOutUrl(app, session, now),
  }),
)

builder.mutationFields((t) => ({
  beginProviderSignIn: t.field({
    access: 'anyone',
    type: BeginProviderSignInResult,
    description: 'Starts sign-in by the identity provider of the town (OpenID Connect).',
    resolve: async (_root, _args, context) => {
      const limited = await guardSignIn(context, null)
      if (limited) return limited
      const request = await beginProviderSignIn(context.app, context.now)
      if (request.type === 'WayToProvider')
        context.responseHeaders.append('set-cookie', stateCookie(context.app, request.browser))
      return request
    },
  }),
  finishProviderSignIn: t.field({
    access: 'token',
    type: SignInResult,
    description: 'Opens a session after the redirect from the identity provider.',
    args: {
      query: t.arg.string({
        required: true,
        description: 'Query string of the redirect: code, state and further parameters.',
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
