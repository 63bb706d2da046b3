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

const PasskeyOptions = builder.objectRef<OptionsShape>('PasskeyOptions').implement({
  access: 'anyone',
  description: 'What a browser needs to make or to use a passkey; it works once, for five minutes.',
  fields: (t) => ({
    options: t.exposeString('options', {
      description:
        'JSON, for `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON` (WebAuthn Level 3).',
    }),
  }),
})

const AddedPasskey = builder.objectRef<AddedShape>('AddedPasskey').implement({
  access: 'enrolling',
  description: 'A passkey counts from now on.',
  fields: (t) => ({
    account: t.field({
      type: OwnAccount,
      description: 'As it is now.',
      resolve: (_added, _args, context) => callerSession(context),
    }),
    codes: t.exposeStringList('codes', {
      description: 'Recovery codes, when there were none yet. They are told now and never again.',
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
  description: 'What the browser made of it, as JSON (`toJSON()`).',
} as const

builder.mutationFields((t) => ({
  beginPasskey: t.field({
    access: 'enrolling',
    type: BeginPasskeyResult,
    description: 'Staff: what the browser needs to make a passkey. Nothing changes until `addPasskey`.',
    args: {
      password: t.arg.string({
        description: 'One’s own, once more; may be left out while a second factor must be set up.',
      }),
    },
    resolve: async (_root, args, context) =>
      (await tooOften(context)) ??
      beginPasskey(context.app, await callerSession(context), args.password ?? null, context.now),
  }),
  addPasskey: t.field({
    access: 'enrolling',
    type: AddPasskeyResult,
    description: 'Staff: the passkey that the browser made. From now on a password alone opens nothing.',
    args: {
      name: t.arg.string({ required: true, description: 'What one calls it, at most 60 characters.' }),
      response: t.arg.string(response),
    },
    resolve: async (_root, args, context) =>
      (await tooOften(context)) ??
      addPasskey(context.app, (await callerSession(context)).staff, args, context.now),
  }),
  removePasskey: t.field({
    access: 'signedIn',
    type: AccountResult,
    description: 'Staff: takes one of one’s own passkeys away.',
    args: {
      id: t.arg.id({ required: true, description: 'Of one of `account.passkeys`.' }),
      password: t.arg.string({ required: true, description: 'One’s own, once more.' }),
    },
    resolve: async (_root, args, context) =>
      (await tooOften(context)) ?? removePasskey(context.app, await caller(context), args, context.now),
  }),
  beginPasskeySignIn: t.field({
    access: 'anyone',
    type: BeginPasskeyResult,
    description: 'What the browser needs to sign in with a passkey; whose, is not asked.',
    resolve: async (_root, _args, context) =>
      (await guardSignIn(context, null)) ?? beginPasskeySignIn(context.app, context.now),
  }),
  signInWithPasskey: t.field({
    access: 'token',
    type: SignInResult,
    description: 'Opens a session for the owner of a passkey, as `signIn` does; nothing else is asked for.',
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
