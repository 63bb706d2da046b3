import type { Challenge, Payload } from 'altcha-lib'

/**
 * Solves a proof of work of the API (ALTCHA, `ChallengeRequiredError.challenge`) in the browser. It takes a few seconds
 * at most; the code for it is loaded on demand.
 * @returns the solution as base64 of JSON, for `challenge` of the repeated input
 * @throws when it was aborted, timed out, or the browser does not support it
 */
export async function solveChallenge(challenge: string, controller: AbortController): Promise<string> {
  const parsed = JSON.parse(challenge) as Challenge
  const [{ solveChallenge: solve }, { deriveKey }] = await Promise.all([
    import('altcha-lib'),
    parsed.parameters.algorithm.startsWith('PBKDF2/')
      ? import('altcha-lib/algorithms/web/pbkdf2')
      : import('altcha-lib/algorithms/web/sha'),
  ])
  const solution = await solve({ challenge: parsed, deriveKey, controller })
  if (!solution) throw new Error('challenge not solved')
  const payload: Payload = {
    challenge: { parameters: parsed.parameters, signature: parsed.signature },
    solution,
  }
  return btoa(JSON.stringify(payload))
}
