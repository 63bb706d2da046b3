import { fromText, tidy, toText, type KeptAppointment } from './kept-appointments.ts'
import { APPOINTMENTS_CHANGED, STORAGE_KEY } from './appointment-storage.ts'

type List = readonly KeptAppointment[]

/** Key of the bookings that were removed in this tab: opening their page again must not store them again. */
const REMOVED_KEY = 'terminklick-entfernt'

/** The appointments that this device keeps, the same in all of its tabs. Empty on the server. */
class Appointments {
  list = $state.raw<List>([])
  /** Whether the list has been read; until then an empty list has no meaning. */
  ready = $state(false)
  /** The browser blocks storage: the list lives as long as the page. */
  isBlocked = $state(false)

  /** Reads the stored list and listens to changes in other tabs. Call it in `onMount`. */
  start(): void {
    if (this.ready) return
    this.ready = true
    this.change((list) => tidy(list, new Date().toISOString()))
    addEventListener('storage', ({ key }) => {
      if (key === STORAGE_KEY || key === null) this.list = read() ?? []
    })
  }

  find(token: string): KeptAppointment | undefined {
    return this.list.find((each) => each.token === token)
  }

  /** Changes the stored list, which another tab may have written since it was read here. */
  change(change: (list: List) => List): void {
    const before = read()
    this.list = change(before ?? this.list)
    this.isBlocked = !write(this.list)
    dispatchEvent(new Event(APPOINTMENTS_CHANGED))
  }

  /** Whether opening the booking's page stores it automatically: false after it was removed in this tab. */
  mayKeep(bookingId: string): boolean {
    return !removed().includes(bookingId)
  }

  /** Lets a removed booking be stored again. */
  allow(bookingId: string): void {
    writeRemoved(removed().filter((id) => id !== bookingId))
  }

  /** Removes an appointment; opening its page again in this tab does not store it again. */
  remove(token: string): void {
    const kept = this.find(token)
    if (kept) writeRemoved([...removed(), kept.booking.id])
    this.change((list) => list.filter((each) => each.token !== token))
    void turnOffPush([token])
  }

  removeAll(): void {
    const tokens = this.list.map(({ token }) => token)
    writeRemoved([...removed(), ...this.list.map(({ booking }) => booking.id)])
    this.change(() => [])
    void turnOffPush(tokens)
  }
}

export const appointments = new Appointments()

/** Ends the push messages about removed bookings. */
async function turnOffPush(tokens: readonly string[]): Promise<void> {
  try {
    const { turnOff } = await import('#lib/pwa/push-subscription.ts')
    await Promise.all(tokens.map(turnOff))
  } catch {
    // No network, or no push in this browser: the appointment is removed anyway. Push messages contain neither name nor
    // service, and end with the appointment.
  }
}

/** Null where storage is blocked. */
function read(): List | null {
  try {
    return fromText(localStorage.getItem(STORAGE_KEY))
  } catch {
    return null
  }
}

function write(list: List): boolean {
  try {
    if (list.length > 0) localStorage.setItem(STORAGE_KEY, toText(list))
    else localStorage.removeItem(STORAGE_KEY)
    return true
  } catch {
    return false // Storage is blocked or full; the link in the mail still works.
  }
}

function removed(): string[] {
  try {
    return (sessionStorage.getItem(REMOVED_KEY) ?? '').split(' ')
  } catch {
    return []
  }
}

function writeRemoved(ids: readonly string[]): void {
  try {
    sessionStorage.setItem(REMOVED_KEY, ids.join(' ').trim())
  } catch {
    // Storage is blocked: the next visit to the page stores the booking again, and shows that.
  }
}
