import { caller, callerSession } from '../access/caller.ts'
import { builder } from '../core/builder.ts'
import { InvalidInputError, LimitReachedError, RefusedError } from '../core/errors.ts'
import { resultUnion } from '../core/result-union.ts'
import { guardSignIn } from '../core/rate-limits.ts'
import { deviceName } from '../../staff/account/device-name.ts'
import { OwnAccount } from './account.ts'
import { AccountResult, tooOften } from './account-mutations.ts'
import { SignInResult } from './types.ts'
import { sessionCookie } from '../../identity/session.ts'
import { addPasskey } from '../../staff/passkey/add-passkey.ts'
import { beginPasskey, beginPasskeySignIn } from '../../staff/passkey/begin-passkey.ts'
import type {
  AddedPasskey as AddedShape,
  PasskeyOptions as OptionsShape,
} from '../../staff/passkey/outcome.ts'
import { removePasskey } from '../../staff/passkey/remove-passkey.ts'
import { signInWithPasskey } from '../../staff/passkey/sign-in.ts'
import { MAX_PASSKEY_NAME } from '../../kernel/limits.ts'

const PasskeyOptions = builder.objectRef<OptionsShape>('PasskeyOptions').implement({
  access: 'anyone',
  description: 'WebAuthn options to create or use a passkey; valid once, for five minutes.',
  fields: (t) => ({
    options: t.exposeString('options', {
      description:
        'JSON, for `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON` (WebAuthn Level 3).',
    }),
  }),
})

const AddedPasskey = builder.objectRef<AddedShape>('AddedPasskey').implement({
  access: 'enrolling',
  description: 'Result of adding a passkey.',
  fields: (t) => ({
    account: t.field({
      type: OwnAccount,
      description: 'Current state of the account.',
      resolve: (_added, _args, context) => callerSession(context),
    }),
    codes: t.exposeStringList('codes', {
      description: 'Recovery codes, if there were none before. Returned only once.',
    }),
  }),
})

const BeginPasskeyResult = resultUnion('BeginPasskeyResult', [
  PasskeyOptions,
  LimitReachedError,
  RefusedError,
])
const AddPasskeyResult = resultUnion('AddPasskeyResult', [
  AddedPasskey,
  InvalidInputError,
  LimitReachedError,
  RefusedError,
])

const response = {
  required: true,
  description: 'Response of the browser as JSON (`toJSON()`).',
} as const

builder.mutationFields((t) => ({
  beginPasskey: t.field({
    access: 'enrolling',
    type: BeginPasskeyResult,
    description: 'Staff: options to create a passkey. Takes effect with `addPasskey`.',
    args: {
      password: t.arg.string({
        description: 'Password of the caller; optional while a second factor must be set up.',
      }),
    },
    resolve: async (_root, args, context) =>
      (await tooOften(context)) ??
      beginPasskey(context.app, await callerSession(context), args.password ?? null, context.now),
  }),
  addPasskey: t.field({
    access: 'enrolling',
    type: AddPasskeyResult,
    description:
      'Staff: adds the passkey that the browser created. From then on the password alone is not sufficient.',
    args: {
      name: t.arg.string({
        required: true,
        description: `Name of the passkey, at most ${MAX_PASSKEY_NAME} characters.`,
      }),
      response: t.arg.string(response),
    },
    resolve: async (_root, args, context) =>
      (await tooOften(context)) ??
      addPasskey(context.app, (await callerSession(context)).staff, args, context.now),
  }),
  removePasskey: t.field({
    access: 'signedIn',
    type: AccountResult,
    description: 'Staff: removes a passkey of the caller.',
    args: {
      id: t.arg.id({ required: true, description: 'Id from `account.passkeys`.' }),
      password: t.arg.string({ required: true, description: 'Password of the caller.' }),
    },
    resolve: async (_root, args, context) =>
      (await tooOften(context)) ?? removePasskey(context.app, await caller(context), args, context.now),
  }),
  beginPasskeySignIn: t.field({
    access: 'anyone',
    type: BeginPasskeyResult,
    description: 'Options to sign in with any passkey.',
    resolve: async (_root, _args, context) =>
      (await guardSignIn(context, null)) ?? beginPasskeySignIn(context.app, context.now),
  }),
  signInWithPasskey: t.field({
    access: 'token',
    type: SignInResult,
    description:
      'Opens a session for the owner of a passkey, as `signIn` does; no second factor is required.',
    args: { response: t.arg.string(response) },
    resolve: async (_root, args, context) => {
      const limited = await guardSignIn(context, null)
      if (limited) return limited
      const device = deviceName(context.request.headers.get('user-agent'))
      const outcome = await signInWithPasskey(context.app, args.response, device, context.now)
      if (outcome.type === 'StaffSession')
        context.responseHeaders.append('set-cookie', sessionCookie(context.app, outcome.secret))
      return outcome
    },
  }),
}))
