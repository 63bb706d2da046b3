import { builder } from '../core/builder.ts'
import { InvalidInputError, LimitReachedError, RefusedError } from '../core/errors.ts'
import { resultUnion } from '../core/result-union.ts'
import { guardPasswordLink, guardSignIn } from '../core/rate-limits.ts'
import { choosePassword, type PasswordChosen as ChosenShape } from '../../staff/link/choose-password.ts'
import { type OpenLink, openLink } from '../../staff/link/open-link.ts'
import {
  type PasswordLinkRequested as RequestedShape,
  requestPasswordLink,
} from '../../staff/link/request-link.ts'

const StaffLink = builder.objectRef<OpenLink>('StaffLink').implement({
  access: 'proven',
  description: 'A link from a mail, by which a member of staff chooses a password.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Whose it is.' }),
    email: t.exposeString('email', { description: 'What they sign in with.' }),
    invites: t.exposeBoolean('invites', { description: 'It is their first; otherwise they forgot one.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it works.' }),
  }),
})

const PasswordLinkRequested = builder.objectRef<RequestedShape>('PasswordLinkRequested').implement({
  access: 'anyone',
  description:
    'If somebody works here under this address, a link is on the way. Whether they do is not told.',
  fields: (t) => ({ email: t.exposeString('email', { description: 'As it was understood.' }) }),
})

const PasswordChosen = builder.objectRef<ChosenShape>('PasswordChosen').implement({
  access: 'proven',
  description: 'The password counts, and the link is used up. Signing in is the next thing.',
  fields: (t) => ({ email: t.exposeString('email', { description: 'What to sign in with.' }) }),
})

const RequestPasswordLinkResult = resultUnion('RequestPasswordLinkResult', [
  PasswordLinkRequested,
  InvalidInputError,
  LimitReachedError,
  RefusedError,
])
const ChoosePasswordResult = resultUnion('ChoosePasswordResult', [
  PasswordChosen,
  InvalidInputError,
  LimitReachedError,
  RefusedError,
])

const token = { required: true, description: 'The last part of the link.' } as const

builder.queryField('staffLink', (t) =>
  t.field({
    access: 'token',
    type: StaffLink,
    nullable: true,
    description:
      'What a link leads to, for whoever holds it; null when it is wrong, used or too old. Changes nothing.',
    args: { token: t.arg.string(token) },
    resolve: (_root, args, { app, now }) => openLink(app, args.token, now),
  }),
)

builder.mutationFields((t) => ({
  requestPasswordLink: t.field({
    access: 'anyone',
    type: RequestPasswordLinkResult,
    description: 'Mails a link for a new password to a member of staff who has forgotten theirs.',
    args: {
      email: t.arg.string({ required: true, description: 'What they sign in with.' }),
      locale: t.arg({
        type: 'Locale',
        required: true,
        defaultValue: 'de',
        description: 'Language of the mail.',
      }),
    },
    resolve: async (_root, args, context) =>
      (await guardPasswordLink(context, args.email)) ?? requestPasswordLink(context.app, args, context.now),
  }),
  choosePassword: t.field({
    access: 'token',
    type: ChoosePasswordResult,
    description: 'The holder of a link chooses a password. All their sessions end.',
    args: {
      token: t.arg.string(token),
      password: t.arg.string({ required: true, description: '12 to 1000 characters of any kind.' }),
    },
    resolve: async (_root, args, context) =>
      (await guardSignIn(context, args.token)) ?? choosePassword(context.app, args, context.now),
  }),
}))
