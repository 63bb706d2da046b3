import { allowInsecureRequests, type Configuration, discovery } from 'openid-client'
import type { ProviderConfig } from '../../kernel/config.ts'
import { addMs } from '../../kernel/instant.ts'

/** Maximum age of a cached discovery document. The library renews the provider's keys itself. */
const MAX_AGE_MS = 3_600_000
const TIMEOUT_SECONDS = 10

const known = new WeakMap<ProviderConfig, { at: Date; client: Promise<Configuration> }>()

/** The client of the provider, configured by its discovery document (OpenID Connect Discovery 1.0). */
export function providerClient(provider: ProviderConfig, now: Date): Promise<Configuration> {
  const found = known.get(provider)
  if (found && addMs(found.at, MAX_AGE_MS) > now) return found.client
  const { issuer, clientId, clientSecret } = provider
  const isInsecure = new URL(issuer).protocol === 'http:'
  const client = discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: TIMEOUT_SECONDS,
    // http is accepted only for a provider on this machine, see env.ts.
    ...(isInsecure && { execute: [allowInsecureRequests] }),
  })
  known.set(provider, { at: now, client })
  // A failed discovery is not cached, so the next call tries again.
  client.catch(() => known.delete(provider))
  return client
}

/** The redirect URI that is registered at the provider. */
export const callbackUrl = (publicUrl: string): string => `${publicUrl}/personal/anmelden/rueckkehr`
