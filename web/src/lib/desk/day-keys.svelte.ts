import type { DeskVisitData, VisitStep } from './desk.graphql.ts'
import { isHandledElsewhere, letterKeysAreOn, stepOf, setLetterKeys } from './letter-keys.ts'
import { isMovable } from './visit-labels.ts'

/** The interface between the keys and the page of the day. */
export interface DayPage {
  /** The visible visits, in order. */
  shown(): readonly DeskVisitData[]
  /** Whether the panel is open; also true for an unknown visit. */
  isOpen(): boolean
  /** The visit in the panel. */
  opened(): DeskVisitData | null
  /** Shows another visit in the panel without moving the focus. */
  follow(visitId: string): void
  close(): void
  move(visit: DeskVisitData): void
  step(visit: DeskVisitData, step: VisitStep): void
  /** Moves the focus into the search field. */
  find(): void
  help(): void
}

/** The link of a visit, in the calendar or in the list. */
export const linkOf = (visitId: string) =>
  document.querySelector<HTMLElement>(`[data-visit="${CSS.escape(visitId)}"]`)

/** Keyboard control of the day. Commands apply to the current visit: the one with the focus, or the open one. */
export class DayKeys {
  /** Whether single-letter keys are on; false until the page is hydrated. */
  letters = $state(false)
  #page: DayPage

  constructor(page: DayPage) {
    this.#page = page
  }

  /** Call after hydration: reads the setting of this device. */
  remember(): void {
    this.letters = letterKeysAreOn()
  }

  readonly setLetters = (on: boolean): void => {
    this.letters = on
    setLetterKeys(on)
  }

  readonly press = (event: KeyboardEvent): void => {
    if (isHandledElsewhere(event)) return
    const command =
      event.key === 'Escape' ? this.#escape() : event.repeat ? undefined : this.#commandOf(event.key)
    if (!command) return
    event.preventDefault()
    command()
  }

  #escape(): (() => void) | undefined {
    return this.#page.isOpen() ? this.#page.close : undefined
  }

  /** The command of a key; undefined where the current visit does not allow it. */
  #commandOf(letter: string): (() => void) | undefined {
    if (!this.letters) return
    const page = this.#page
    const key = letter.toLowerCase()
    if (key === 'j') return () => this.#go(1)
    if (key === 'k') return () => this.#go(-1)
    if (key === '/') return page.find
    if (key === '?') return page.help
    const visit = this.#current()
    if (!visit) return
    if (key === 'm' && isMovable(visit)) return () => page.move(visit)
    const step = stepOf(key)
    if (step && visit.atDesk?.steps.includes(step)) return () => page.step(visit, step)
  }

  #current(): DeskVisitData | null {
    const focused = document.activeElement?.closest<HTMLElement>('[data-visit]')?.dataset.visit
    return this.#page.shown().find(({ id }) => id === focused) ?? this.#page.opened()
  }

  #go(by: 1 | -1): void {
    const ids = this.#page.shown().map(({ id }) => id)
    const from = ids.indexOf(this.#current()?.id ?? '')
    const next = ids[from === -1 ? (by === 1 ? 0 : ids.length - 1) : from + by]
    if (!next) return
    linkOf(next)?.focus()
    if (this.#page.isOpen()) this.#page.follow(next)
  }
}
