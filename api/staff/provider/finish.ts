import type { App } from '../../app.ts'
import { runCommand } from '../../command.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { admit, type SignedIn, turnAway } from '../admit.ts'
import { endCeremony } from '../ceremony.ts'
import { seal } from '../sealing.ts'
import { personBehind, type ProviderPerson } from './claims.ts'
import { callbackUrl, providerClient } from './client.ts'
import { staffBehind } from './person.ts'
import { hashOfBrowser, unsealWay, type Way } from './way.ts'

/** What comes back from the provider. */
export interface Return {
  /** The query of the address that it sent the browser to. */
  query: string
  /** What the browser's cookie holds since it set out; null: nothing. */
  browser: string | null
}

/** Lets somebody in whom the city's provider vouches for. */
export async function finishProviderSignIn(
  app: App,
  { query, browser }: Return,
  device: string | null,
  now: Date,
): Promise<SignedIn | Refused> {
  const { provider } = app.config
  if (!provider) return refused('NO_PROVIDER')
  const params = new URLSearchParams(query)
  const state = params.get('state') ?? ''
  const way = await wayBehind(app, state, browser, now)
  const person = way && (await vouchedFor(app, params, state, way, now))
  if (!person) {
    await turnAway(app, null, 'provider')
    return refused('PROVIDER_REFUSED')
  }
  // The provider may have given or taken a role: open streams check their rights again.
  const found = await runCommand<string | Refused>(app, {}, (client) => staffBehind(client, person))
  if (typeof found !== 'string') {
    await turnAway(app, null, 'provider')
    return found
  }
  const idToken = seal(app.secretKey, found, Buffer.from(person.idToken))
  const admitted = await admit(app, found, 'provider', { device, provider: { idToken } }, now)
  return admitted ?? refused('PROVIDER_STRANGER')
}

/** What we noted when this browser set out with this state; null when it did not, or long ago, or is back already. */
async function wayBehind(app: App, state: string, browser: string | null, now: Date): Promise<Way | null> {
  const begun = state ? await endCeremony(app.db.pool, { kind: 'PROVIDER', key: state }, now) : null
  const way = begun && unsealWay(app.secretKey, state, begun.secret)
  return way && browser !== null && way.browser === hashOfBrowser(browser) ? way : null
}

async function vouchedFor(
  app: App,
  params: URLSearchParams,
  state: string,
  way: Way,
  now: Date,
): Promise<ProviderPerson | null> {
  const { provider, publicUrl } = app.config
  const back = new URL(`${callbackUrl(publicUrl)}?${params}`)
  try {
    return await personBehind(await providerClient(provider!, now), back, state, way, provider!.roles)
  } catch (error) {
    // Names the failure alone: codes and tokens are in no log.
    const { name, code } = error as { name?: string; code?: string }
    app.log.warn({ name, code }, 'provider: did not vouch')
    return null
  }
}
