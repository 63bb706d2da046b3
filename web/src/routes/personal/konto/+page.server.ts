import { fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { qrPath } from '#lib/booking/qr-path.ts'
import { query, mutate } from '#lib/graphql/client.ts'
import { href, locale, m } from '#lib/i18n/i18n.ts'
import {
  AccountPage_Account,
  AccountPage_BeginAuthenticator,
  AccountPage_ChangePassword,
  AccountPage_ConfirmAuthenticator,
  AccountPage_EndSession,
  AccountPage_RemoveAuthenticator,
  AccountPage_RenewRecoveryCodes,
  AccountPage_SignOutEverywhere,
} from '#lib/account/account.graphql.ts'
import { AccountPage_RemovePasskey } from '#lib/account/passkeys.graphql.ts'
import { problemsOf, type Problem } from '#lib/graphql/field-problems.ts'
import { signInUrl } from '#lib/staff/sign-in-redirect.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { account, signInWays } = await query(event, AccountPage_Account, {})
  if (!account) redirect(303, href(signInUrl(event.url)))
  return { account, ways: signInWays }
}

export const actions: Actions = {
  beginAuthenticator: async (event) => {
    const { password } = await fieldsOf(event, 'password')
    const { beginAuthenticator: outcome } = await mutate(event, AccountPage_BeginAuthenticator, {
      password: password || null,
      locale: locale(),
    })
    if (outcome.__typename !== 'AuthenticatorSetup') return refused(problemsOf(outcome, 'password'))
    return { setup: shown(outcome) }
  },
  confirmAuthenticator: async (event) => {
    // The form contains the secret, so that the QR code is shown again after a mistyped code.
    const { otp, secret, uri } = await fieldsOf(event, 'otp', 'secret', 'uri')
    const { confirmAuthenticator: outcome } = await mutate(event, AccountPage_ConfirmAuthenticator, {
      otp,
      locale: locale(),
    })
    if (outcome.__typename === 'NewRecoveryCodes') return { codes: outcome.codes }
    return refused(problemsOf(outcome, 'otp'), { setup: shown({ secret, uri }) })
  },
  renewRecoveryCodes: async (event) => {
    const { password } = await fieldsOf(event, 'password')
    const { renewRecoveryCodes: outcome } = await mutate(event, AccountPage_RenewRecoveryCodes, {
      password,
      locale: locale(),
    })
    if (outcome.__typename === 'NewRecoveryCodes') return { codes: outcome.codes }
    return refused(problemsOf(outcome, 'password'))
  },
  removeAuthenticator: async (event) => {
    const { password } = await fieldsOf(event, 'password')
    const { removeAuthenticator: outcome } = await mutate(event, AccountPage_RemoveAuthenticator, {
      password,
      locale: locale(),
    })
    if (outcome.__typename === 'UpdatedAccount') return { done: m.staff_factor_removed() }
    return refused(problemsOf(outcome, 'password'))
  },
  removePasskey: async (event) => {
    const { id, passkeyPassword: password } = await fieldsOf(event, 'id', 'passkeyPassword')
    const { removePasskey: outcome } = await mutate(event, AccountPage_RemovePasskey, {
      id,
      password,
      locale: locale(),
    })
    if (outcome.__typename === 'UpdatedAccount') return { done: m.staff_passkey_removed() }
    return refused(problemsOf(outcome, 'passkeyPassword'))
  },
  changePassword: async (event) => {
    const { oldPassword, newPassword } = await fieldsOf(event, 'oldPassword', 'newPassword')
    const { changePassword: outcome } = await mutate(event, AccountPage_ChangePassword, {
      oldPassword,
      newPassword,
      locale: locale(),
    })
    if (outcome.__typename === 'UpdatedAccount') return { done: m.staff_password_changed() }
    return refused(problemsOf(outcome, 'oldPassword'))
  },
  endSession: async (event) => {
    const { id } = await fieldsOf(event, 'id')
    await mutate(event, AccountPage_EndSession, { id })
    return { done: m.staff_sessions_ended() }
  },
  signOutEverywhere: async (event) => {
    await mutate(event, AccountPage_SignOutEverywhere, {})
    redirect(303, href('/personal/anmelden'))
  },
}

/** Fields of a form as text; a missing field is empty. */
async function fieldsOf<Name extends string>(event: RequestEvent, ...names: Name[]) {
  const form = await event.request.formData()
  return Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? '')])) as Record<Name, string>
}

const shown = ({ secret, uri }: { secret: string; uri: string }) => ({ secret, uri, qr: qrPath(uri) })

const refused = <More extends object>(problems: Problem[], more?: More) =>
  fail(400, { problems, ...(more as More) })
