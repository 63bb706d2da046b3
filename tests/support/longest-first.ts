import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Slow test files; if they began late, one worker would still be running after all others have ended. */
const LONG = ['/tests/e2e/everybody/', '/tests/product/crash.test.ts']

/** Orders test files by Vitest's cache of earlier runs, with the slow ones first if there is no cache. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((part) => moduleId.includes(part))
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}
