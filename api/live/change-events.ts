import { EventEmitter } from 'node:events'
import type { Day } from '../availability/model.ts'

/** Days whose slots may have changed. */
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

/** Events about committed changes of all processes, for the subscriptions of this process. */
export class ChangeEvents {
  readonly #emitter = new EventEmitter<Events>()

  constructor() {
    // Every open page is a listener; Node would warn at more than ten.
    this.#emitter.setMaxListeners(0)
  }

  /** Adds a listener; the result removes it. */
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
