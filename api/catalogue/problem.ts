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
}

/** A catalogue that cannot be used; nothing of it was imported. `message` lists every problem, a line each. */
export class CatalogueError extends Error {
  override name = 'CatalogueError'
  readonly problems: readonly CatalogueProblem[]

  constructor(dir: string, problems: readonly CatalogueProblem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`
    super([`The catalogue in ${dir} has ${count}; nothing was imported.`, ...problems.map(line)].join('\n'))
    this.problems = problems
  }
}

function line({ file, path, entry, reason }: CatalogueProblem): string {
  const place = [file, path, entry && `(${entry})`].filter(Boolean).join(' ')
  return `  ${place}: ${reason}`
}
