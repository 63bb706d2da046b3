import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, tool } from './project.mjs'
import { runNode } from './run.mjs'

/** Far more than the thorough lane needs; so that nothing waits for ever. */
const TIMEOUT_MS = 20 * 60_000

const RESULTS = join(ROOT, 'tests', '.results', 'vitest.json')

const environment = (lane) => ({ ...process.env, TEST_LANE: lane })

/**
 * Runs the tests of a lane, see tests/support/lane.ts.
 * @param {'quick' | 'thorough'} lane
 * @param {string[]} args further arguments for Vitest
 * @returns {Promise<number>} exit code
 */
export async function test(lane, args) {
  return (await runNode([tool('vitest'), 'run', ...args], { env: environment(lane) })).code
}

/** Runs all tests and counts them. Whatever failed without being a test (a file, the set-up) counts as one. */
export async function testAndCount(args) {
  rmSync(RESULTS, { force: true })
  mkdirSync(join(RESULTS, '..'), { recursive: true })
  const reporters = ['default', './tests/support/durations.ts', 'json'].map((each) => `--reporter=${each}`)
  const { code } = await runNode(
    [tool('vitest'), 'run', ...reporters, `--outputFile.json=${RESULTS}`, ...args],
    { env: environment('thorough'), timeoutMs: TIMEOUT_MS },
  )
  return countTests(code)
}

function countTests(code) {
  if (!existsSync(RESULTS)) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(RESULTS, 'utf8'))
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length
  const failed = numFailedTests + brokenFiles
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}
