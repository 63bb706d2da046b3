import { EventEmitter } from 'node:events'
import type { Day } from '../availability/model.ts'

/** Days on which something that can be booked may have changed. */
export interface DaysChanged {
  days: ReadonlySet<Day>
  /** Null: of any desk. */
  deskIds: ReadonlySet<string> | null
}

/** Bookings that changed, with the days they are or were on. */
export interface BookingsChanged {
  bookingIds: ReadonlySet<string>
  days: ReadonlySet<Day>
}

interface Events {
  days: [DaysChanged]
  bookings: [BookingsChanged]
  catalogue: []
  /** A person's rights changed, or a session ended. */
  staff: []
}

/** Tells the open pages of this process what was committed by any process. */
export class ChangeEvents {
  readonly #emitter = new EventEmitter<Events>()

  constructor() {
    // Every open page is a listener.
    this.#emitter.setMaxListeners(0)
  }

  /** Listens from now on; the result ends it. */
  on<Name extends keyof Events>(name: Name, listener: (...args: Events[Name]) => void): () => void {
    this.#emitter.on(name, listener as never)
    return () => this.#emitter.off(name, listener as never)
  }

  emit<Name extends keyof Events>(name: Name, ...args: Events[Name]): void {
    this.#emitter.emit(name, ...(args as never))
  }

  /** The number of listeners, for the metrics of a process. */
  listeners(name: keyof Events): number {
    return this.#emitter.listenerCount(name)
  }

  close(): void {
    this.#emitter.removeAllListeners()
  }
}
