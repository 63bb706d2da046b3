import type { FieldCode } from '../../kernel/messages.ts'

/** One thing that is wrong with a catalogue, and where. */
export interface CatalogueProblem {
  /** Name of the file in the catalogue's folder, e.g. `services.json`; `.` for the folder itself. */
  file: string
  /** Place in the file, e.g. `services[3].fees[0].amountCents`; empty for the file as a whole. */
  path: string
  /** Id of the entry around that place, where it has one: people look for that, not for a number. */
  entry?: string
  /** What is wrong, as a sentence without full stop. */
  reason: string
  /** The same for editors, who see it in their language. */
  code?: FieldCode
  /** The bound that was missed, where there is one. */
  limit?: number
  /** The entry of another file that it is about: the service that a desk can not do. */
  about?: string
}

/** A catalogue that cannot be used; nothing of it was imported. `message` lists every problem, a line each. */
export class CatalogueError extends Error {
  override name = 'CatalogueError'
  readonly problems: readonly CatalogueProblem[]

  constructor(dir: string, problems: readonly CatalogueProblem[], advice: readonly string[] = []) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`
    const heading = `The catalogue in ${dir} has ${count}; nothing was imported.`
    super([heading, ...problems.map(line), ...advice].join('\n'))
    this.problems = problems
  }
}

function line({ file, path, entry, reason }: CatalogueProblem): string {
  const place = [file, path, entry && `(${entry})`].filter(Boolean).join(' ')
  return `  ${place}: ${reason}`
}
