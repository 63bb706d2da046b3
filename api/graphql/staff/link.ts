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
import { PASSWORD_LENGTH } from '../../kernel/limits.ts'

const StaffLink = builder.objectRef<OpenLink>('StaffLink').implement({
  access: 'proven',
  description: 'Mailed link with which a member of staff chooses a password.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the member of staff.' }),
    email: t.exposeString('email', { description: 'E-mail address for sign-in.' }),
    invites: t.exposeBoolean('invites', {
      description: 'Whether it is an invitation; otherwise it replaces a forgotten password.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Expiry.' }),
  }),
})

const PasswordLinkRequested = builder.objectRef<RequestedShape>('PasswordLinkRequested').implement({
  access: 'anyone',
  description:
    'The request was accepted. A link is sent if an account with this address exists; the answer does not reveal whether it does.',
  fields: (t) => ({ email: t.exposeString('email', { description: 'Normalized address.' }) }),
})

const PasswordChosen = builder.objectRef<ChosenShape>('PasswordChosen').implement({
  access: 'proven',
  description: 'The password was set and the link is used. The caller is not signed in yet.',
  fields: (t) => ({ email: t.exposeString('email', { description: 'E-mail address for sign-in.' }) }),
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

const token = { required: true, description: 'Token of the link: its last path segment.' } as const

builder.queryField('staffLink', (t) =>
  t.field({
    access: 'token',
    type: StaffLink,
    nullable: true,
    description:
      'Data of a mailed link by its token; null if it is invalid, used or expired. Changes nothing.',
    args: { token: t.arg.string(token) },
    resolve: (_root, args, { app, now }) => openLink(app, args.token, now),
  }),
)

builder.mutationFields((t) => ({
  requestPasswordLink: t.field({
    access: 'anyone',
    type: RequestPasswordLinkResult,
    description: 'Mails a link for a new password to a member of staff.',
    args: {
      email: t.arg.string({ required: true, description: 'E-mail address for sign-in.' }),
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
    description: 'Sets the password of the owner of a mailed link. All their sessions end.',
    args: {
      token: t.arg.string(token),
      password: t.arg.string({
        required: true,
        description: `${PASSWORD_LENGTH.least} to ${PASSWORD_LENGTH.most} characters of any kind.`,
      }),
    },
    resolve: async (_root, args, context) =>
      (await guardSignIn(context, args.token)) ?? choosePassword(context.app, args, context.now),
  }),
}))
