/** Parses a browser's WebAuthn response as far as the library needs it: an object with an id and a response. */
export function passkeyAnswer<Answer extends { id: string }>(text: string): Answer | null {
  // The largest keys (ML-DSA) and attestations have a few thousand characters.
  if (text.length > 20_000) return null
  try {
    const answer = JSON.parse(text) as Partial<Answer> | null
    return typeof answer?.id === 'string' && 'response' in answer ? (answer as Answer) : null
  } catch {
    return null
  }
}
