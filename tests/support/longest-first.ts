import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The order of projects. A worker that does not isolate its files keeps imports and browser only for files of the same
 * project. The shortest files come last, so that no worker is idle at the end.
 */
const PROJECTS = ['e2e', 'product', 'api', 'unit']

/** Slow test files; if they began late, one worker would still be running after all others have ended. */
const LONG = ['/tests/e2e/everybody/', '/tests/product/crash.test.ts']

/** Orders test files by project, and within it by Vitest's cache of earlier runs, slow ones first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((part) => moduleId.includes(part))
    const rank = (file: TestSpecification) => 2 * PROJECTS.indexOf(file.project.name) + (isLong(file) ? 0 : 1)
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}
