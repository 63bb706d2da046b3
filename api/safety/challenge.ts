import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { createChallenge, randomInt, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { z } from 'zod'
import type { App } from '../app.ts'
import { addMs } from '../kernel/instant.ts'
import type { ChallengeRequired } from '../kernel/outcome.ts'

// One try, 5,000 rounds of PBKDF2, takes a browser one to two milliseconds, so 500 to 1,000 tries are about a second of
// a laptop's core and some seconds of an old phone's: nothing for whoever needs it once, much for whoever needs it by
// the hundred. For us it is one try to make it and two HMACs to check it.
const ROUNDS = 5_000
const FEWEST_TRIES = 500
const MOST_TRIES = 1_000

/** Time to solve it and to send the same again, also on a slow phone with a bad connection. */
const VALID_MS = 20 * 60_000

/** In characters; a payload has about 750. */
const LONGEST = 2_000

/** A new proof of work, as ALTCHA's clients understand it. */
export async function requireChallenge(app: App, now: Date): Promise<ChallengeRequired> {
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: ROUNDS,
    counter: randomInt(MOST_TRIES, FEWEST_TRIES),
    deriveKey,
    // Epoch milliseconds, because the data is JSON. Signed with the rest, and compared with the time of the operation.
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
 * Whether the payload solves a challenge of ours that nobody has used, and uses it.
 * @param payload base64 of ALTCHA's JSON `{challenge, solution}`
 * @param request what makes this request the same when it is sent again: it may use its solution again. Null: it
 *   can't be recognised, and has one try.
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
  // One statement, so that of several requests with one solution exactly one is the first.
  const { rows } = await app.db.pool.query<{ used_by: Buffer }>(
    `INSERT INTO spent_challenge (id, used_by, expires_at) VALUES ($1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET used_by = spent_challenge.used_by RETURNING used_by`,
    [id, usedBy, validUntil],
  )
  return rows[0]!.used_by.equals(usedBy)
}

function decode(payload: string): z.infer<typeof PAYLOAD> | null {
  if (payload.length > LONGEST) return null
  try {
    return PAYLOAD.parse(JSON.parse(Buffer.from(payload, 'base64').toString()))
  } catch {
    // Whatever is wrong with it: it is no solution, and the caller gets a new challenge.
    return null
  }
}

/** Keys of their own, so that nothing that is signed here can pass as a manage token or the other way round. */
function secretsOf(app: App): { hmacSignatureSecret: string; hmacKeySignatureSecret: string } {
  const secret = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', app.secretKey, '', `terminklick ${purpose}`, 32)).toString('hex')
  return { hmacSignatureSecret: secret('challenge'), hmacKeySignatureSecret: secret('challenge key') }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
