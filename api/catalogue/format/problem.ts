import type { FieldCode } from '../../kernel/messages.ts'

/** A problem of a catalogue, and its place. */
export interface CatalogueProblem {
  /** Name of the file in the catalogue's folder, e.g. `services.json`; `.` for the folder itself. */
  file: string
  /** Place in the file, e.g. `services[3].fees[0].amountCents`; empty for the file as a whole. */
  path: string
  /** Id of the entry that contains the place, for messages: an index is hard to find in a file. */
  entry?: string
  /** Predicate of an English sentence, for operators: `must not be empty`. */
  reason: string
  /** Code of the translated message for editors. */
  code?: FieldCode
  /** The limit that was violated, if there is one. */
  limit?: number
  /** Id of the related entry of another file: a service that the desk cannot serve. */
  about?: string
}

/** The catalogue is invalid; nothing was imported. `message` lists all problems, one a line. */
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
