import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { LaunchFailure } from './failure.mjs'
import { ROOT, tool } from './project.mjs'
import { runNode } from './run.mjs'

/** Limit for tests that hang; much longer than the thorough lane takes. */
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

/** Debian installs it in a folder named after the architecture. */
const LIBFAKETIME = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib'].map(
  (folder) => `${folder}/faketime/libfaketimeMT.so.1`,
)

/**
 * Runs tests of the quick lane with another clock. libfaketime sets it for tests, product and PostgreSQL; pages get it
 * by a script, see tests/support/browser/browser-clock.ts.
 * @param {string[]} args time in the local time zone of the machine (TZ), then further arguments for Vitest
 */
export async function testWithClock([time = '', ...args]) {
  const instant = Date.parse(time)
  if (Number.isNaN(instant))
    throw new LaunchFailure('Usage: npm run test:clock -- "2028-02-29 10:00" [arguments for Vitest]')
  const library = LIBFAKETIME.find((file) => existsSync(file))
  if (!library)
    throw new LaunchFailure('Another clock needs libfaketime. Install it (Debian: apt-get install faketime).')
  // An offset, because with an absolute time the clock would start again in each process.
  const seconds = Math.round((instant - Date.now()) / 1000)
  const clock = {
    LD_PRELOAD: library,
    FAKETIME: `${seconds < 0 ? '' : '+'}${seconds}s`,
    // Timers and timeouts use the real clock.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    NODE_OPTIONS: `--import=${join(ROOT, 'tests', 'support', 'pass-clock-on.mjs')}`,
  }
  return (await runNode([tool('vitest'), 'run', ...args], { env: { ...environment('quick'), ...clock } }))
    .code
}

/** Runs all tests and counts them. A failure outside of tests (of a file, of the set-up) counts as one failed test. */
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
