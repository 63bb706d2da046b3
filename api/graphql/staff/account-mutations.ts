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

const UpdatedAccount = builder.objectRef<UpdatedShape>('UpdatedAccount').implement({
  access: 'enrolling',
  description: 'One’s own account after the change.',
  fields: (t) => ({
    account: t.field({
      type: OwnAccount,
      description: 'As it is now.',
      resolve: (_updated, _args, context) => callerSession(context),
    }),
  }),
})

const AuthenticatorSetup = builder.objectRef<SetupShape>('AuthenticatorSetup').implement({
  access: 'proven',
  description: 'What an app needs to make one-time passwords (RFC 6238); it counts once it was confirmed.',
  fields: (t) => ({
    secret: t.exposeString('secret', { description: 'Base32, for typing it into the app.' }),
    uri: t.exposeString('uri', { description: 'otpauth://…, for a QR code that the app scans.' }),
  }),
})

const NewRecoveryCodes = builder.objectRef<CodesShape>('NewRecoveryCodes').implement({
  access: 'proven',
  description: 'Codes that stand in for the second factor. They are told now and never again.',
  fields: (t) => ({
    codes: t.exposeStringList('codes', { description: 'Ten; each works once.' }),
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
  description: 'A new password, by whoever knows the old one.',
  fields: (t) => ({
    oldPassword: t.string({ required: true, description: 'As it is now.' }),
    newPassword: t.string({ required: true, description: '12 to 1000 characters of any kind.' }),
  }),
})

const password = { required: true, description: 'One’s own, once more.' } as const

builder.mutationFields((t) => ({
  changePassword: t.field({
    access: 'enrolling',
    type: AccountResult,
    description: 'Staff: changes one’s own password. All other sessions of one’s own end.',
    args: { input: t.arg({ type: ChangePasswordInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      (await tooOften(context)) ??
      changePassword(context.app, await callerSession(context), input, context.now),
  }),
  beginAuthenticator: t.field({
    access: 'enrolling',
    type: BeginAuthenticatorResult,
    description:
      'Staff: makes a secret for an app that makes one-time passwords. Nothing changes until `confirmAuthenticator`.',
    args: {
      password: t.arg.string({
        description: 'One’s own, once more; may be left out while a second factor must be set up.',
      }),
    },
    resolve: async (_root, args, context) =>
      (await tooOften(context)) ??
      beginAuthenticator(context.app, await callerSession(context), args.password ?? null, context.now),
  }),
  confirmAuthenticator: t.field({
    access: 'enrolling',
    type: RecoveryCodesResult,
    description: 'Staff: the first one-time password of the app. From now on signing in asks for one.',
    args: { otp: t.arg.string({ required: true, description: 'Six digits; blanks do not matter.' }) },
    resolve: async (_root, { otp }, context) =>
      (await tooOften(context)) ??
      confirmAuthenticator(context.app, (await callerSession(context)).staff, otp, context.now),
  }),
  removeAuthenticator: t.field({
    access: 'signedIn',
    type: AccountResult,
    description:
      'Staff: takes the app and its recovery codes away, e.g. for a new telephone. Where this office asks for a second factor, the next thing is to set up a new one.',
    args: { password: t.arg.string(password) },
    resolve: async (_root, args, context) =>
      (await tooOften(context)) ??
      removeAuthenticator(context.app, await caller(context), args.password, context.now),
  }),
  renewRecoveryCodes: t.field({
    access: 'signedIn',
    type: RecoveryCodesResult,
    description: 'Staff: new recovery codes; the old ones work no more.',
    args: { password: t.arg.string(password) },
    resolve: async (_root, args, context) =>
      (await tooOften(context)) ??
      renewRecoveryCodes(context.app, await caller(context), args.password, context.now),
  }),
  endSession: t.boolean({
    access: 'enrolling',
    description:
      'Staff: ends one of one’s own sessions, and every stream that it reads; true when there was one.',
    args: { id: t.arg.id({ required: true, description: 'Of one of `account.sessions`.' }) },
    resolve: async (_root, { id }, context) =>
      (await endSessions(context.app, (await callerSession(context)).staff, id)) > 0,
  }),
  signOutEverywhere: t.boolean({
    access: 'enrolling',
    description: 'Staff: ends all of one’s own sessions, this one as well.',
    resolve: async (_root, _args, context) => {
      const { staff } = await callerSession(context)
      context.responseHeaders.append('set-cookie', sessionCookie(context.app, null))
      return (await endSessions(context.app, staff, null)) > 0
    },
  }),
}))

/** Passwords can be guessed here as well as at the front door. */
export const tooOften = async (context: Context) =>
  guardSignIn(context, (await callerSession(context)).staff.email)
