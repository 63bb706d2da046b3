import { BookingByToken } from '#lib/booking/booking.graphql.ts'
import { query, mutate } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import { appointments } from './appointments.svelte.ts'
import { MyAppointments_Cancel } from './queued-cancellation.graphql.ts'
import { applyAnswer, refuse, sending, type KeptAppointment } from './kept-appointments.ts'

/** Without reception a request may neither fail nor be answered. */
const TIMEOUT_MS = 10_000
/** How often waiting cancellations are sent again while the device is online. */
const RETRY_MS = 30_000

const withTimeout = {
  fetch: ((input, init) =>
    fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })) as typeof fetch,
}
const now = () => new Date().toISOString()

/** Whether the server applyAnswer. */
type Reached = boolean

/** Asks the server what has become of all that is kept. */
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
 * Sends the cancellations that wait. One tab at a time does, so that each is sent once; should its answer be lost, the
 * next attempt hears it again, for the server cancels and tells a booking once, however often it is asked.
 */
export async function sendCancellations(): Promise<void> {
  if (!waiting().length || !navigator.onLine) return
  const sendAll = async () => {
    for (const { token } of waiting()) await sendOne(token)
  }
  // Without locks (an insecure origin) it is the server that makes it once.
  await (navigator.locks?.request('terminklick-absagen', sendAll) ?? sendAll())
}

async function sendOne(token: string): Promise<void> {
  // What it has become meanwhile decides whether there is still something to cancel.
  if (!(await refreshOne(token)) || !appointments.find(token)?.cancellation) return
  appointments.change((list) => sending(list, token))
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
    return // It stays in the queue, and the page shows that.
  }
  if (appointments.find(token)?.note?.kind === 'refused') await refreshOne(token)
}

const waiting = (): readonly KeptAppointment[] =>
  appointments.list.filter(({ cancellation }) => cancellation !== null)

let started = false

/** From now on, as long as the app is open: whenever the network is back, what waits is sent. */
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
