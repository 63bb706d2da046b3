import { BookingByToken } from '#lib/booking/booking.graphql.ts'
import { query, mutate } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import { appointments } from './appointments.svelte.ts'
import { MyAppointments_Cancel } from './queued-cancellation.graphql.ts'
import { applyAnswer, refuse, markSent, type KeptAppointment } from './kept-appointments.ts'

/** With poor reception, a request may neither fail nor be answered. */
const TIMEOUT_MS = 10_000
/** Interval between attempts to send queued cancellations. */
const RETRY_MS = 30_000

const withTimeout = {
  fetch: ((input, init) =>
    fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })) as typeof fetch,
}
const now = () => new Date().toISOString()

/** Whether the server answered. */
type Reached = boolean

/** Loads the current state of all kept appointments. */
export async function refresh(): Promise<Reached> {
  const reached = await Promise.all(appointments.list.map(({ token }) => refreshOne(token)))
  return reached.every(Boolean)
}

async function refreshOne(token: string): Promise<Reached> {
  try {
    const { booking } = await query(withTimeout, BookingByToken, { token, locale: locale() })
    appointments.change((list) => applyAnswer(list, token, booking, now()))
    return true
  } catch {
    return false // No network, or no API: the stored state stays.
  }
}

/**
 * Sends the queued cancellations, under a lock, so that only one tab sends each. If an answer is lost, the next attempt
 * is safe: cancelling is idempotent on the server, and sends one mail.
 */
export async function sendCancellations(): Promise<void> {
  if (!queued().length || !navigator.onLine) return
  const sendAll = async () => {
    for (const { token } of queued()) await sendOne(token)
  }
  // Locks are missing on an insecure origin; the idempotent server then still prevents duplicates.
  await (navigator.locks?.request('terminklick-absagen', sendAll) ?? sendAll())
}

async function sendOne(token: string): Promise<void> {
  // The booking may have been moved or cancelled meanwhile, which removes the queued cancellation.
  if (!(await refreshOne(token)) || !appointments.find(token)?.cancellation) return
  appointments.change((list) => markSent(list, token))
  try {
    const { cancelBooking: outcome } = await mutate(withTimeout, MyAppointments_Cancel, {
      input: { token },
      locale: locale(),
    })
    appointments.change((list) =>
      outcome.__typename === 'UpdatedBooking'
        ? applyAnswer(list, token, outcome.booking, now())
        : refuse(list, token, outcome.message),
    )
  } catch {
    return // The cancellation stays in the queue, and the page shows that.
  }
  if (appointments.find(token)?.note?.kind === 'refused') await refreshOne(token)
}

const queued = (): readonly KeptAppointment[] =>
  appointments.list.filter(({ cancellation }) => cancellation !== null)

let started = false

/** Starts the sending of queued cancellations: now, when the network is back, and regularly while the app is open. */
export function startSync(): void {
  appointments.start()
  if (started) return
  started = true
  void sendCancellations()
  addEventListener('online', () => void sendCancellations())
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void sendCancellations()
  })
  setInterval(() => {
    if (!document.hidden) void sendCancellations()
  }, RETRY_MS)
}
