import type { Challenge, Payload } from 'altcha-lib'

/**
 * Solves a proof of work of the API (ALTCHA, `ChallengeRequiredError.challenge`) in the browser. It takes some
 * seconds at most; the code for it is loaded only when it is needed.
 * @returns what goes into `challenge` of the input that is sent again: the solution, base64 of JSON
 * @throws when it was aborted, took too long, or the browser can't do it
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
