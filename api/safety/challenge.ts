import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { createChallenge, randomInt, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { z } from 'zod'
import type { App } from '../app/app.ts'
import { addMs } from '../kernel/instant.ts'
import type { ChallengeRequired } from '../kernel/outcome.ts'

// One try, 5,000 rounds of PBKDF2, takes a browser one to two milliseconds. 500 to 1,000 tries are about a second of a
// laptop's core and some seconds of an old phone: acceptable once, expensive for hundreds of bookings. The server needs
// one try to create a challenge and two HMACs to verify a solution.
const ROUNDS = 5_000
const MIN_TRIES = 500
const MAX_TRIES = 1_000

/** Includes the time to solve it and to repeat the request on a slow phone with a bad connection. */
const VALID_MS = 20 * 60_000

/** Characters; a payload has about 750. */
const MAX_PAYLOAD = 2_000

/** Creates a proof of work in the format of ALTCHA's clients. */
export async function requireChallenge(app: App, now: Date): Promise<ChallengeRequired> {
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: ROUNDS,
    counter: randomInt(MAX_TRIES, MIN_TRIES),
    deriveKey,
    // Signed like the other parameters. Own data instead of ALTCHA's expiry, which is compared with the system clock.
    // Epoch milliseconds, because the data is JSON.
    data: { validUntil: addMs(now, VALID_MS).getTime() },
    ...secretsOf(app),
  })
  return { type: 'ChallengeRequiredError', challenge: JSON.stringify(challenge) }
}

const PAYLOAD = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.string(),
      nonce: z.string(),
      salt: z.string(),
      cost: z.number(),
      keyLength: z.number(),
      keyPrefix: z.string(),
      data: z.object({ validUntil: z.number() }),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
})

/**
 * Verifies a solution and marks it as used; false if it is wrong, expired, or was used by another request.
 * @param payload base64 of ALTCHA's JSON `{challenge, solution}`
 * @param request identifies a repeated request, which may use its solution again; null: the solution can be used once
 */
export async function useSolution(
  app: App,
  payload: string,
  request: string | null,
  now: Date,
): Promise<boolean> {
  const given = decode(payload)
  if (!given) return false
  const validUntil = new Date(given.challenge.parameters.data.validUntil)
  if (validUntil <= now) return false
  const { verified } = await verifySolution({ ...given, deriveKey, ...secretsOf(app) })
  if (!verified) return false

  const id = sha256(given.challenge.signature)
  const usedBy = request === null ? randomBytes(32) : sha256(request)
  // One statement: of concurrent requests with the same solution exactly one stores its hash.
  const { rows } = await app.db.pool.query<{ used_by: Buffer }>(
    `INSERT INTO spent_challenge (id, used_by, expires_at) VALUES ($1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET used_by = spent_challenge.used_by RETURNING used_by`,
    [id, usedBy, validUntil],
  )
  return rows[0]!.used_by.equals(usedBy)
}

function decode(payload: string): z.infer<typeof PAYLOAD> | null {
  if (payload.length > MAX_PAYLOAD) return null
  try {
    return PAYLOAD.parse(JSON.parse(Buffer.from(payload, 'base64').toString()))
  } catch {
    // Every malformed payload counts as a wrong solution; the caller gets a new challenge.
    return null
  }
}

/** Keys derived for this purpose only, so that a signature cannot be used as a manage token, and vice versa. */
function secretsOf(app: App): { hmacSignatureSecret: string; hmacKeySignatureSecret: string } {
  const secret = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', app.secretKey, '', `terminklick ${purpose}`, 32)).toString('hex')
  return { hmacSignatureSecret: secret('challenge'), hmacKeySignatureSecret: secret('challenge key') }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
