import { join } from 'node:path'
import { ROOT, printProgress, tool, WEB } from './project.mjs'
import { runNode } from './run.mjs'
import { testAndCount } from './test.mjs'

/** Limit for a check that hangs; much longer than any of them takes. */
const TIMEOUT_MS = 10 * 60_000

/** Folder of the caches of the tools: results for unchanged files. */
const CACHE = join(ROOT, 'node_modules', '.cache', 'terminklick')

const step = (...args) => ({ args, cwd: ROOT })
const webStep = (...args) => ({ args, cwd: WEB })
/** The compiler in incremental mode. */
const tsc = (name) => [
  tool('tsc'),
  '--noEmit',
  '--incremental',
  '--tsBuildInfoFile',
  join(CACHE, `${name}.json`),
]
/** Options for a cache by content, because a clone or a checkout changes the times of files. */
const cached = (name) => ['--cache', '--cache-strategy', 'content', '--cache-location', join(CACHE, name)]

/** All checks besides the tests: a name, and steps that must all succeed. */
const CHECKS = [
  {
    name: 'types',
    steps: () => [
      step(...tsc('types'), '-p', '.'),
      webStep(tool('svelte-kit'), 'sync'),
      webStep(...tsc('types-of-worker'), '-p', 'tsconfig.worker.json'),
    ],
  },
  {
    name: 'types of the pages',
    steps: () => [webStep(tool('svelte-check'), '--tsconfig', './tsconfig.json', '--fail-on-warnings')],
  },
  { name: 'lint', steps: () => [step(tool('eslint'), '.', '--max-warnings=0', ...cached('eslint'))] },
  {
    name: 'format',
    steps: () => [step(tool('prettier'), '--check', '--log-level=warn', ...cached('prettier'), '.')],
  },
  { name: 'floors', steps: () => [step(tool('depcruise'), '--config', '.dependency-cruiser.mjs', 'api')] },
  {
    name: 'docs/architecture.md shows the floors',
    steps: () => [step('api/launch/print-floors.mjs', '--check')],
  },
  {
    name: 'schema.graphql and access.txt are printed from the code',
    steps: () => [step('api/cli/print-schema.ts', '--check')],
  },
]

/** Runs the checks; prints one line for each, and its output when it fails. */
export async function check() {
  const { passed, failed } = await runChecks(printProgress)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

/** Runs the tests of the thorough lane and the checks in parallel; the last line counts both. */
export async function ci(args) {
  // Printed after the tests, so that the outputs are not mixed.
  const lines = []
  const [tests, checks] = await Promise.all([testAndCount(args), runChecks((line) => lines.push(line))])
  for (const line of lines) printProgress(line)
  const failed = tests.failed + checks.failed
  console.log(`${tests.passed + checks.passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

/** @param {(line: string) => void} print */
async function runChecks(print) {
  let passed = 0
  let failed = 0
  for (const { name, steps } of CHECKS) {
    const began = Date.now()
    const problem = await firstFailure(steps())
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    print(`${problem === undefined ? '✓' : '✗'} ${name} (${seconds} s)`)
    if (problem === undefined) passed++
    else failed++
    if (problem) print(problem)
  }
  return { passed, failed }
}

async function firstFailure(steps) {
  for (const { args, cwd } of steps) {
    const { code, output } = await runNode(args, { cwd, capture: true, timeoutMs: TIMEOUT_MS })
    if (code !== 0) return output
  }
}
