import { afterAll, expect, test } from 'vitest'
import { smallProject } from './small-project.ts'

const project = await smallProject()
afterAll(() => project.remove())

/** Number of checks besides the tests. */
const CHECKS = 7

/** A report of Vitest. */
const report = (passed: number, failed: number, files: object[] = []) =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults: files })

/** Runs ci; returns its last line and its exit code. */
async function ending(env: Record<string, string>) {
  const { code, stdout, output } = await project.run(['ci'], env)
  return { code, last: stdout.trim().split('\n').at(-1), output }
}

test('a failed installation counts as one failure', async () => {
  expect(await ending({ NPM_FAILS: '1' })).toMatchObject({ code: 1, last: '0 passed, 1 failed' })
})

test('tests of the thorough lane and checks are counted together', async () => {
  const { code, last, output } = await ending({ REPORT: report(40, 0), TEST_LANE: 'quick' })
  expect({ code, last }).toEqual({ code: 0, last: `${40 + CHECKS} passed, 0 failed` })
  expect(output).toContain('tests in the lane thorough')
})

test('a failed test counts as one failure', async () => {
  const files = [{ status: 'failed', assertionResults: [{ status: 'failed' }] }]
  expect(await ending({ REPORT: report(39, 1, files), FAILS: 'vitest' })).toMatchObject({
    code: 1,
    last: `${39 + CHECKS} passed, 1 failed`,
  })
})

test.each(['tsc', 'svelte-kit', 'svelte-check', 'eslint', 'prettier', 'depcruise', 'schema'])(
  'a failed check counts as one failure, and its output is shown: %s',
  async (name) => {
    const { code, last, output } = await ending({ REPORT: report(40, 0), FAILS: name })
    expect({ code, last }).toEqual({ code: 1, last: `${40 + CHECKS - 1} passed, 1 failed` })
    expect(output).toContain(`${name} found something`)
  },
)

test('a test file that cannot be loaded counts as one failure', async () => {
  const files = [{ status: 'failed', assertionResults: [] }]
  expect(await ending({ REPORT: report(40, 0, files), FAILS: 'vitest' })).toMatchObject({
    code: 1,
    last: `${40 + CHECKS} passed, 1 failed`,
  })
})

test('an error outside of all tests counts as one failure', async () => {
  expect(await ending({ REPORT: report(40, 0), FAILS: 'vitest' })).toMatchObject({
    code: 1,
    last: `${40 + CHECKS} passed, 1 failed`,
  })
})

test('tests that did not run count as one failure, also when an earlier report exists', async () => {
  expect(await ending({ FAILS: 'vitest' })).toMatchObject({ code: 1, last: `${CHECKS} passed, 1 failed` })
  expect(await ending({})).toMatchObject({ code: 1, last: `${CHECKS} passed, 1 failed` })
})
