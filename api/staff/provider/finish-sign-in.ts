import type { App } from '../../app/app.ts'
import { runCommand } from '../../app/command.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { startSession, type SignedIn, recordFailedSignIn } from '../complete-sign-in.ts'
import { takeChallenge } from '../pending-challenge.ts'
import { seal } from '../sealing.ts'
import { fetchProviderPerson, type ProviderPerson } from './claims.ts'
import { callbackUrl, providerClient } from './client.ts'
import { matchStaff } from './match-staff.ts'
import { hashOfBrowser, unsealState, type AuthorizationState } from './oidc-state.ts'

/** The redirect from the provider to the callback address. */
export interface Callback {
  /** Query of the callback address. */
  query: string
  /** Secret in the browser's state cookie; null: no cookie. */
  browser: string | null
}

/** Completes a sign-in at the provider: validates the callback, finds the account and creates a session. */
export async function finishProviderSignIn(
  app: App,
  { query, browser }: Callback,
  device: string | null,
  now: Date,
): Promise<SignedIn | Refused> {
  const { provider } = app.config
  if (!provider) return refused('NO_PROVIDER')
  const params = new URLSearchParams(query)
  const state = params.get('state') ?? ''
  const stored = await storedState(app, state, browser, now)
  const person = stored && (await verifiedPerson(app, params, state, stored, now))
  if (!person) {
    await recordFailedSignIn(app, null, 'provider')
    return refused('PROVIDER_REFUSED')
  }
  // With the change feed, because roles may have changed: open streams check their rights again.
  const matched = await runCommand<string | Refused>(app, {}, (client) => matchStaff(client, person, now))
  if (typeof matched !== 'string') {
    await recordFailedSignIn(app, null, 'provider')
    return matched
  }
  const idToken = seal(app.secretKey, matched, Buffer.from(person.idToken))
  const session = await startSession(app, matched, 'provider', { device, provider: { idToken } }, now)
  return session ?? refused('PROVIDER_STRANGER')
}

/** The stored state of this sign-in; null when it is unknown, expired, used, or was begun in another browser. */
async function storedState(
  app: App,
  state: string,
  browser: string | null,
  now: Date,
): Promise<AuthorizationState | null> {
  const challenge = state ? await takeChallenge(app.db.pool, { kind: 'PROVIDER', key: state }, now) : null
  const stored = challenge && unsealState(app.secretKey, state, challenge.secret)
  return stored && browser !== null && stored.browser === hashOfBrowser(browser) ? stored : null
}

async function verifiedPerson(
  app: App,
  params: URLSearchParams,
  state: string,
  stored: AuthorizationState,
  now: Date,
): Promise<ProviderPerson | null> {
  const { provider, publicUrl } = app.config
  const callback = new URL(`${callbackUrl(publicUrl)}?${params}`)
  try {
    return await fetchProviderPerson(
      await providerClient(provider!, now),
      callback,
      state,
      stored,
      provider!.roles,
    )
  } catch (error) {
    // Only the kind of failure is logged, never codes or tokens.
    const { name, code } = error as { name?: string; code?: string }
    app.log.warn({ name, code }, 'provider: sign-in was not valid')
    return null
  }
}
