/** Timeout while the network seems to work. */
const TIMEOUT_MS = 5_000
/** The timeout after a first one, so that without reception further pages do not take as long again. */
const SHORT_TIMEOUT_MS = 1_000

let timedOut = false

/**
 * The answer, or the fallback after a timeout: with a bad connection a request may neither fail nor be answered. A late
 * answer restores the long timeout.
 * @throws the error of the answer, if it fails before the timeout
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
