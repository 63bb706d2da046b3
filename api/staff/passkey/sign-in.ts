import type { App } from '../../app/app.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { startSession, type SignedIn, recordFailedSignIn } from '../complete-sign-in.ts'
import { usePasskey } from './verify-passkey.ts'

/** Signs in by passkey. User verification (finger, face or PIN) makes it both factors. */
export async function signInWithPasskey(
  app: App,
  response: string,
  device: string | null,
  now: Date,
): Promise<SignedIn | Refused> {
  if (app.config.provider?.only) return refused('ONLY_BY_PROVIDER')
  const used = await usePasskey(app, response, now)
  const session = 'staffId' in used ? await startSession(app, used.staffId, 'passkey', { device }, now) : null
  if (session) return session
  await recordFailedSignIn(app, 'staffId' in used ? used.staffId : used.suspect, 'passkey')
  return refused('PASSKEY_REFUSED')
}
