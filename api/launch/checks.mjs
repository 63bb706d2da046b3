import { join } from 'node:path'
import { ROOT, say, tool, WEB } from './project.mjs'
import { runNode } from './run.mjs'
import { testAndCount } from './test.mjs'

/** Far more than any of them needs; so that nothing waits for ever. */
const TIMEOUT_MS = 10 * 60_000

/** Where the tools remember what they have found in files that have not changed. */
const CACHE = join(ROOT, 'node_modules', '.cache', 'terminklick')

const step = (...args) => ({ args, cwd: ROOT })
const webStep = (...args) => ({ args, cwd: WEB })
/** The compiler, with its memory of the last run. */
const tsc = (name) => [
  tool('tsc'),
  '--noEmit',
  '--incremental',
  '--tsBuildInfoFile',
  join(CACHE, `${name}.json`),
]
/** By content: a fresh clone or another branch gives every file a new time. */
const remembering = (name) => [
  '--cache',
  '--cache-strategy',
  'content',
  '--cache-location',
  join(CACHE, name),
]

/** Everything that is verified besides the tests: a name, and steps of which each must succeed. */
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
  { name: 'lint', steps: () => [step(tool('eslint'), '.', '--max-warnings=0', ...remembering('eslint'))] },
  {
    name: 'format',
    steps: () => [step(tool('prettier'), '--check', '--log-level=warn', ...remembering('prettier'), '.')],
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

/** Runs the checks and prints one line each, with what was found when one fails. */
export async function check() {
  const { passed, failed } = await runChecks(say)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

/** Tests of the thorough lane, and beside them the checks; the last line counts both. */
export async function ci(args) {
  // Printed after the tests: what both say would be mixed.
  const lines = []
  const [tests, checks] = await Promise.all([testAndCount(args), runChecks((line) => lines.push(line))])
  for (const line of lines) say(line)
  const failed = tests.failed + checks.failed
  console.log(`${tests.passed + checks.passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

/** @param {(line: string) => void} tell */
async function runChecks(tell) {
  let passed = 0
  let failed = 0
  for (const { name, steps } of CHECKS) {
    const began = Date.now()
    const wrong = await firstFailure(steps())
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    tell(`${wrong === undefined ? '✓' : '✗'} ${name} (${seconds} s)`)
    if (wrong === undefined) passed++
    else failed++
    if (wrong) tell(wrong)
  }
  return { passed, failed }
}

async function firstFailure(steps) {
  for (const { args, cwd } of steps) {
    const { code, output } = await runNode(args, { cwd, capture: true, timeoutMs: TIMEOUT_MS })
    if (code !== 0) return output
  }
}
