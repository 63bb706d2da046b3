import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * One project after the other: a worker that does not isolate its files keeps what it has imported, and its browser,
 * only from one file to the next one of the same project. The shortest files come last, so that no worker is idle.
 */
const PROJECTS = ['e2e', 'product', 'api', 'unit']

/** What takes long by itself would keep one worker busy after all others have ended, if it began late. */
const LONG = ['/tests/e2e/everybody/', '/tests/product/crash.test.ts']

/** The order of the test files: by project, and there by Vitest's memory of earlier runs, but long ones first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((part) => moduleId.includes(part))
    const rank = (file: TestSpecification) => 2 * PROJECTS.indexOf(file.project.name) + (isLong(file) ? 0 : 1)
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}
