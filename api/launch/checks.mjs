import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, say, tool, WEB } from './project.mjs'
import { runNode } from './run.mjs'

/** Far more than any of them needs; so that nothing waits for ever. */
const TIMEOUT_MS = 10 * 60_000

const RESULTS = join(ROOT, 'tests', '.results', 'vitest.json')

const step = (...args) => ({ args, cwd: ROOT })
const webStep = (...args) => ({ args, cwd: WEB })

/** Everything that is verified besides the tests: a name, and steps of which each must succeed. */
const CHECKS = [
  {
    name: 'types',
    steps: () => [
      step(tool('tsc'), '--noEmit', '-p', '.'),
      webStep(tool('svelte-kit'), 'sync'),
      webStep(tool('tsc'), '--noEmit', '-p', 'tsconfig.worker.json'),
    ],
  },
  {
    name: 'types of the pages',
    steps: () => [webStep(tool('svelte-check'), '--tsconfig', './tsconfig.json', '--fail-on-warnings')],
  },
  { name: 'lint', steps: () => [step(tool('eslint'), '.', '--max-warnings=0')] },
  { name: 'format', steps: () => [step(tool('prettier'), '--check', '--log-level=warn', '.')] },
  {
    name: 'schema.graphql and access.txt are printed from the code',
    steps: () => [step('api/cli/print-schema.ts', '--check')],
  },
]

/** Runs the checks and prints one line each, with what was found when one fails. */
export async function check() {
  const { passed, failed } = await runChecks()
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

/** Tests and checks; the last line counts both. */
export async function ci(args) {
  rmSync(RESULTS, { force: true })
  mkdirSync(join(RESULTS, '..'), { recursive: true })
  const { code } = await runNode(
    [tool('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`, ...args],
    { timeoutMs: 2 * TIMEOUT_MS },
  )
  const tests = countTests(code)
  const checks = await runChecks()
  const failed = tests.failed + checks.failed
  console.log(`${tests.passed + checks.passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

async function runChecks() {
  let passed = 0
  let failed = 0
  for (const { name, steps } of CHECKS) {
    const began = Date.now()
    const wrong = await firstFailure(steps())
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    say(`${wrong === undefined ? '✓' : '✗'} ${name} (${seconds} s)`)
    if (wrong === undefined) passed++
    else failed++
    if (wrong) console.log(wrong)
  }
  return { passed, failed }
}

async function firstFailure(steps) {
  for (const { args, cwd } of steps) {
    const { code, output } = await runNode(args, { cwd, capture: true, timeoutMs: TIMEOUT_MS })
    if (code !== 0) return output
  }
}

/** What Vitest counted; whatever failed without being a test (a file, the setup, an unhandled error) counts as well. */
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
