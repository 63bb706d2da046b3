import { buildEndSessionUrl } from 'openid-client'
import type { App } from '../../app/app.ts'
import { unseal } from '../sealing.ts'
import type { OwnSession } from '../../identity/session.ts'
import { providerClient } from './client.ts'

/**
 * The provider's address for ending its own session (RP-Initiated Logout 1.0); null when this session was not opened by
 * the provider, or the provider has no such address.
 */
export async function providerSignOutUrl(
  app: App,
  { id, byProvider, staff }: OwnSession,
  now: Date,
): Promise<string | null> {
  const { provider, publicUrl } = app.config
  if (!provider || !byProvider) return null
  const client = await providerClient(provider, now).catch(() => null)
  if (!client?.serverMetadata().end_session_endpoint) return null
  const session = await app.db.prisma.staffSession.findUnique({ where: { id } })
  const idToken = session?.providerIdToken && unseal(app.secretKey, staff.id, session.providerIdToken)
  return buildEndSessionUrl(client, {
    ...(idToken && { id_token_hint: idToken.toString() }),
    post_logout_redirect_uri: `${publicUrl}/personal/anmelden`,
  }).href
}
