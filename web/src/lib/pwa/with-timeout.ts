/** How long an answer is waited for while the network seems to work. */
const PATIENCE_MS = 5_000
/** And after it has kept silent: people in a tunnel should not wait that long for each page. */
const SHORT_PATIENCE_MS = 1_000

let silent = false

/**
 * The answer, or what is there instead when none comes: in a tunnel or at a dead hotspot everything can be sent and
 * nothing ever fails. An answer that comes late restores the patience.
 * @throws what the answer throws when it fails in time
 */
export async function inTime<Answer>(
  answer: Promise<Answer>,
  otherwise: () => Promise<Answer>,
): Promise<Answer> {
  answer.then(
    () => (silent = false),
    () => {},
  )
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = Symbol()
  const late = new Promise<typeof tooLate>((resolve) => {
    timer = setTimeout(resolve, silent ? SHORT_PATIENCE_MS : PATIENCE_MS, tooLate)
  })
  try {
    const first = await Promise.race([answer, late])
    if (first !== tooLate) return first as Answer
    silent = true
    return await otherwise()
  } finally {
    clearTimeout(timer)
  }
}
