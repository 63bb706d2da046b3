import { fromText, tidy, toText, type KeptAppointment } from './kept-appointments.ts'
import { APPOINTMENTS_CHANGED, STORED } from './appointment-storage.ts'

type List = readonly KeptAppointment[]

/** Bookings that were removed in this tab: opening their page again must not store them again. */
const REMOVED = 'terminklick-entfernt'

/** The appointments that this device keeps, the same in all of its tabs. Empty on the server. */
class Appointments {
  list = $state.raw<List>([])
  /** The list has been read: an empty one means that there are none. */
  ready = $state(false)
  /** This browser lets nothing be kept: the list lives as long as the page. */
  isBlocked = $state(false)

  /** Reads what is kept, and listens to other tabs. To be called when a component has been mounted. */
  start(): void {
    if (this.ready) return
    this.ready = true
    this.change((list) => tidy(list, new Date().toISOString()))
    addEventListener('storage', ({ key }) => {
      if (key === STORED || key === null) this.list = read() ?? []
    })
  }

  find(token: string): KeptAppointment | undefined {
    return this.list.find((each) => each.token === token)
  }

  /** Changes what is kept now, whichever tab has written it. */
  change(change: (list: List) => List): void {
    const before = read()
    this.list = change(before ?? this.list)
    this.isBlocked = !write(this.list)
    dispatchEvent(new Event(APPOINTMENTS_CHANGED))
  }

  /** Whether its page may be kept without asking. */
  mayKeep(bookingId: string): boolean {
    return !removed().includes(bookingId)
  }

  /** Its page may be kept after all. */
  allow(bookingId: string): void {
    writeRemoved(removed().filter((id) => id !== bookingId))
  }

  /** Forgets an appointment, also when its page is read again in this tab. */
  remove(token: string): void {
    const kept = this.find(token)
    if (kept) writeRemoved([...removed(), kept.booking.id])
    this.change((list) => list.filter((each) => each.token !== token))
    void silence([token])
  }

  /** Forgets everything. */
  removeAll(): void {
    const tokens = this.list.map(({ token }) => token)
    writeRemoved([...removed(), ...this.list.map(({ booking }) => booking.id)])
    this.change(() => [])
    void silence(tokens)
  }
}

export const appointments = new Appointments()

/** Tells this device no more of bookings that it has forgotten. */
async function silence(tokens: readonly string[]): Promise<void> {
  try {
    const { turnOff } = await import('#lib/pwa/push-subscription.ts')
    await Promise.all(tokens.map(turnOff))
  } catch {
    // Without network, or in a browser without push: what was to be forgotten here is forgotten all the same. Messages
    // name neither person nor matter, and end with the appointment.
  }
}

/** Null where storage is blocked. */
function read(): List | null {
  try {
    return fromText(localStorage.getItem(STORED))
  } catch {
    return null
  }
}

function write(list: List): boolean {
  try {
    if (list.length > 0) localStorage.setItem(STORED, toText(list))
    else localStorage.removeItem(STORED)
    return true
  } catch {
    return false // Blocked or full: the link in the mail does the same.
  }
}

function removed(): string[] {
  try {
    return (sessionStorage.getItem(REMOVED) ?? '').split(' ')
  } catch {
    return []
  }
}

function writeRemoved(ids: readonly string[]): void {
  try {
    sessionStorage.setItem(REMOVED, ids.join(' ').trim())
  } catch {
    // Then it is kept again with the next visit, visibly.
  }
}
