import type { DayFrame } from './day-grid.ts'

type Placement = (node: HTMLElement) => void

/**
 * Attachments that place elements in the grid of a calendar. Styles are set on elements, because the content security
 * policy allows no style attributes in the markup. Equal placements return the same function, so that Svelte does not
 * run an attachment again when only a status has changed.
 */
export class GridPlacement {
  #known = new Map<string, Placement>()

  #once(key: string, place: Placement): Placement {
    const known = this.#known.get(key) ?? place
    this.#known.set(key, known)
    return known
  }

  /** The grid: a row for the head and one for each five minutes; a column for the hours and one for each desk. */
  grid({ quiet }: DayFrame, desks: number): Placement {
    const rows = quiet.map((one) => `minmax(${one ? '0.2rem' : '0.8125rem'}, auto)`).join(' ')
    return this.#once(`grid ${rows} ${desks}`, (node) => {
      node.style.gridTemplateRows = `auto ${rows}`
      node.style.gridTemplateColumns = `3.25rem repeat(${desks}, minmax(9.5rem, 1fr))`
      // An attribute instead of a class, because Svelte rewrites the classes when a drag begins.
      node.toggleAttribute('data-placed', true)
    })
  }

  /** A list of blocks in parallel lanes. */
  lanes(count: number): Placement {
    return this.#once(`lanes ${count}`, (node) => {
      node.style.gridTemplateColumns = `repeat(${count}, minmax(0, 1fr))`
    })
  }

  at(row: number, span: number, column: string): Placement {
    return this.#once(`at ${row} ${span} ${column}`, (node) => {
      node.style.gridRow = `${row} / span ${span}`
      node.style.gridColumn = column
    })
  }

  inColumn(column: number): Placement {
    return this.#once(`column ${column}`, (node) => {
      node.style.gridColumn = String(column)
    })
  }

  /** At a share of the height below the upper edge. */
  below(share: number): Placement {
    return (node) => {
      node.style.insetBlockStart = `${share * 100}%`
    }
  }
}
