import type { DeskVisitData } from '../desk.graphql.ts'
import { rowAt, type Target } from './drop-target.ts'

/** A drag begins after this distance; a click moves the pointer less. */
const DRAG_THRESHOLD_PX = 6
/** Within this distance from an edge the calendar scrolls. */
const EDGE_PX = 48
const STEP_PX = 16

interface Grip {
  visit: DeskVisitData
  x: number
  y: number
  /** Rows between the visit's first row and the pointer. */
  below: number
}

interface Rules {
  /** The visit of a block, if it may be moved. */
  movable(id: string): DeskVisitData | undefined
  /** The target for a desk and a row. */
  target(visit: DeskVisitData, deskId: string, row: number): Target
  drop(visit: DeskVisitData, target: Target): void
}

/**
 * Drags a visit of the calendar by mouse or pen. Touch scrolls instead; for touch, keyboard and pages without JavaScript
 * the panel has a link for moving (WCAG 2.2, 2.5.7).
 */
export class VisitDrag {
  /** The visit that is dragged, and its target. */
  held = $state.raw<{ visit: DeskVisitData; target: Target }>()
  #grip: Grip | undefined
  #rules: Rules

  constructor(rules: Rules) {
    this.#rules = rules
  }

  /** Attachment for the calendar's grid, whose first row is the head and whose other rows are five minutes each. */
  readonly attach = (grid: HTMLElement): (() => void) => {
    const scroller = grid.closest<HTMLElement>('.scroller')!
    const done = new AbortController()
    const { signal } = done

    const rowUnder = (y: number): number => {
      const [head = 0, ...rows] = getComputedStyle(grid).gridTemplateRows.split(' ').map(Number.parseFloat)
      return rowAt(rows, y - grid.getBoundingClientRect().top - head)
    }
    const grab = (event: PointerEvent) => {
      const block = (event.target as Element).closest<HTMLElement>('[data-visit]')
      if (!block || event.button !== 0 || event.pointerType === 'touch') return
      const visit = this.#rules.movable(block.dataset.visit!)
      if (!visit) return
      const below = rowUnder(event.clientY) - rowUnder(block.getBoundingClientRect().top + 2)
      this.#grip = { visit, x: event.clientX, y: event.clientY, below }
    }
    const move = (event: PointerEvent) => {
      const grip = this.#grip
      if (!grip) return
      const far = Math.hypot(event.clientX - grip.x, event.clientY - grip.y)
      if (!this.held && far < DRAG_THRESHOLD_PX) return
      event.preventDefault()
      scrollAlong(scroller, event)
      const desk = [...grid.querySelectorAll<HTMLElement>('[data-desk]')].find((one) => {
        const { left, right } = one.getBoundingClientRect()
        return left <= event.clientX && event.clientX < right
      })
      if (!desk) return
      const target = this.#rules.target(grip.visit, desk.dataset.desk!, rowUnder(event.clientY) - grip.below)
      this.held = { visit: grip.visit, target }
    }
    const release = () => {
      const held = this.held
      this.#end()
      if (!held) return
      // Otherwise the click that follows would open the visit.
      const stop = (event: MouseEvent) => event.preventDefault()
      addEventListener('click', stop, { capture: true, once: true })
      setTimeout(() => removeEventListener('click', stop, { capture: true }))
      this.#rules.drop(held.visit, held.target)
    }
    const onkeydown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !this.held) return
      event.stopPropagation()
      this.#end()
    }
    grid.addEventListener('pointerdown', grab, { signal })
    // Otherwise the browser would drag the link.
    grid.addEventListener('dragstart', (event) => event.preventDefault(), { signal })
    addEventListener('pointermove', move, { signal })
    addEventListener('pointerup', release, { signal })
    addEventListener('pointercancel', () => this.#end(), { signal })
    addEventListener('keydown', onkeydown, { signal, capture: true })
    return () => done.abort()
  }

  #end(): void {
    this.#grip = undefined
    this.held = undefined
  }
}

function scrollAlong(scroller: HTMLElement, { clientX, clientY }: PointerEvent): void {
  const { top, bottom, left, right } = scroller.getBoundingClientRect()
  if (clientY > bottom - EDGE_PX) scroller.scrollTop += STEP_PX
  else if (clientY < top + EDGE_PX) scroller.scrollTop -= STEP_PX
  if (clientX > right - EDGE_PX) scroller.scrollLeft += STEP_PX
  else if (clientX < left + EDGE_PX) scroller.scrollLeft -= STEP_PX
}
