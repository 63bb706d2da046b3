/** What a browser answers is checked by the library; this only makes sure that it is an object with an id. */
export function passkeyAnswer<Answer extends { id: string }>(text: string): Answer | null {
  // The largest keys (ML-DSA) and attestations stay below a few thousand characters.
  if (text.length > 20_000) return null
  try {
    const answer = JSON.parse(text) as Partial<Answer> | null
    return typeof answer?.id === 'string' && 'response' in answer ? (answer as Answer) : null
  } catch {
    return null
  }
}
