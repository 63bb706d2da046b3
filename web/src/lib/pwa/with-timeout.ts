/** How long to wait for an answer while the network seems to work. */
const TIMEOUT_MS = 5_000
/** After a timeout: without reception each further page would take that long. */
const SHORT_TIMEOUT_MS = 1_000

let timedOut = false

/**
 * The answer, or the fallback when it takes too long: with a bad connection requests can be sent and never fail. An
 * answer that comes late restores the long timeout.
 * @throws what the answer throws when it fails in time
 */
export async function withTimeout<Answer>(
  answer: Promise<Answer>,
  fallback: () => Promise<Answer>,
): Promise<Answer> {
  answer.then(
    () => (timedOut = false),
    () => {},
  )
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = Symbol()
  const late = new Promise<typeof tooLate>((resolve) => {
    timer = setTimeout(resolve, timedOut ? SHORT_TIMEOUT_MS : TIMEOUT_MS, tooLate)
  })
  try {
    const first = await Promise.race([answer, late])
    if (first !== tooLate) return first as Answer
    timedOut = true
    return await fallback()
  } finally {
    clearTimeout(timer)
  }
}
