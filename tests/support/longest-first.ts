import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes long by itself would keep one worker busy after all others have ended, if it began late. */
const LONG = ['/tests/e2e/everybody/', '/tests/product/crash.test.ts']

/** The order of the test files: by Vitest's own memory of earlier runs, but long ones first where it has none. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((part) => moduleId.includes(part))
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}
