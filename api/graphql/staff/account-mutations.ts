import { caller, callerSession } from '../access/caller.ts'
import { builder } from '../core/builder.ts'
import { InvalidInputError, LimitReachedError, RefusedError } from '../core/errors.ts'
import { resultUnion } from '../core/result-union.ts'
import type { Context } from '../core/context.ts'
import { guardSignIn } from '../core/rate-limits.ts'
import { sessionCookie } from '../../identity/session.ts'
import { beginAuthenticator } from '../../staff/account/begin-authenticator.ts'
import { changePassword } from '../../staff/account/change-password.ts'
import { confirmAuthenticator } from '../../staff/account/confirm-authenticator.ts'
import { endSessions } from '../../staff/account/end-sessions.ts'
import { OwnAccount } from './account.ts'
import type {
  AuthenticatorSetup as SetupShape,
  NewRecoveryCodes as CodesShape,
  UpdatedAccount as UpdatedShape,
} from '../../staff/account/outcome.ts'
import { removeAuthenticator } from '../../staff/account/remove-authenticator.ts'
import { renewRecoveryCodes } from '../../staff/account/renew-recovery-codes.ts'
import { PASSWORD_LENGTH } from '../../kernel/limits.ts'

const UpdatedAccount = builder.objectRef<UpdatedShape>('UpdatedAccount').implement({
  access: 'enrolling',
  description: 'Account of the caller after the change.',
  fields: (t) => ({
    account: t.field({
      type: OwnAccount,
      description: 'Current state.',
      resolve: (_updated, _args, context) => callerSession(context),
    }),
  }),
})

const AuthenticatorSetup = builder.objectRef<SetupShape>('AuthenticatorSetup').implement({
  access: 'proven',
  description:
    'Secret for an app that generates one-time passwords (RFC 6238). Takes effect after its confirmation.',
  fields: (t) => ({
    secret: t.exposeString('secret', { description: 'Base32, for typing it into the app.' }),
    uri: t.exposeString('uri', { description: 'otpauth://…, for a QR code that the app scans.' }),
  }),
})

const NewRecoveryCodes = builder.objectRef<CodesShape>('NewRecoveryCodes').implement({
  access: 'proven',
  description: 'Recovery codes that replace the second factor. Returned only once.',
  fields: (t) => ({
    codes: t.exposeStringList('codes', { description: 'Ten codes; each is valid once.' }),
  }),
})

const BeginAuthenticatorResult = resultUnion('BeginAuthenticatorResult', [
  AuthenticatorSetup,
  LimitReachedError,
  RefusedError,
])
const RecoveryCodesResult = resultUnion('RecoveryCodesResult', [
  NewRecoveryCodes,
  LimitReachedError,
  RefusedError,
])
export const AccountResult = resultUnion('AccountResult', [
  UpdatedAccount,
  InvalidInputError,
  LimitReachedError,
  RefusedError,
])

const ChangePasswordInput = builder.inputType('ChangePasswordInput', {
  description: 'Old and new password of the caller.',
  fields: (t) => ({
    oldPassword: t.string({ required: true, description: 'Current password.' }),
    newPassword: t.string({
      required: true,
      description: `${PASSWORD_LENGTH.least} to ${PASSWORD_LENGTH.most} characters of any kind.`,
    }),
  }),
})

const password = { required: true, description: 'Password of the caller.' } as const

builder.mutationFields((t) => ({
  changePassword: t.field({
    access: 'enrolling',
    type: AccountResult,
    description: 'Staff: changes the password of the caller. All other sessions of the caller end.',
    args: { input: t.arg({ type: ChangePasswordInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      (await tooOften(context)) ??
      changePassword(context.app, await callerSession(context), input, context.now),
  }),
  beginAuthenticator: t.field({
    access: 'enrolling',
    type: BeginAuthenticatorResult,
    description:
      'Staff: creates a secret for an app that generates one-time passwords. Takes effect with `confirmAuthenticator`.',
    args: {
      password: t.arg.string({
        description: 'Password of the caller; optional while a second factor must be set up.',
      }),
    },
    resolve: async (_root, args, context) =>
      (await tooOften(context)) ??
      beginAuthenticator(context.app, await callerSession(context), args.password ?? null, context.now),
  }),
  confirmAuthenticator: t.field({
    access: 'enrolling',
    type: RecoveryCodesResult,
    description:
      'Staff: confirms the app with its first one-time password. From then on sign-in requires one.',
    args: { otp: t.arg.string({ required: true, description: 'Six digits; spaces are ignored.' }) },
    resolve: async (_root, { otp }, context) =>
      (await tooOften(context)) ??
      confirmAuthenticator(context.app, (await callerSession(context)).staff, otp, context.now),
  }),
  removeAuthenticator: t.field({
    access: 'signedIn',
    type: AccountResult,
    description:
      'Staff: removes the app and its recovery codes, e.g. for a new telephone. If this office requires a second factor, a new one must be set up next.',
    args: { password: t.arg.string(password) },
    resolve: async (_root, args, context) =>
      (await tooOften(context)) ??
      removeAuthenticator(context.app, await caller(context), args.password, context.now),
  }),
  renewRecoveryCodes: t.field({
    access: 'signedIn',
    type: RecoveryCodesResult,
    description: 'Staff: creates new recovery codes; the old ones become invalid.',
    args: { password: t.arg.string(password) },
    resolve: async (_root, args, context) =>
      (await tooOften(context)) ??
      renewRecoveryCodes(context.app, await caller(context), args.password, context.now),
  }),
  endSession: t.boolean({
    access: 'enrolling',
    description: 'Staff: ends a session of the caller and its subscriptions; true if it existed.',
    args: { id: t.arg.id({ required: true, description: 'Id from `account.sessions`.' }) },
    resolve: async (_root, { id }, context) =>
      (await endSessions(context.app, (await callerSession(context)).staff, id)) > 0,
  }),
  signOutEverywhere: t.boolean({
    access: 'enrolling',
    description: 'Staff: ends all sessions of the caller, the present one included.',
    resolve: async (_root, _args, context) => {
      const { staff } = await callerSession(context)
      context.responseHeaders.append('set-cookie', sessionCookie(context.app, null))
      return (await endSessions(context.app, staff, null)) > 0
    },
  }),
}))

/** Rate limit of fields that take the password: against guessing, as in `signIn`. */
export const tooOften = async (context: Context) =>
  guardSignIn(context, (await callerSession(context)).staff.email)
