import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { check, ci } from './checks.mjs'
import { dev } from './dev.mjs'
import { LaunchFailure } from './failure.mjs'
import { prepare } from './prepare.mjs'
import { programEnv } from './project.mjs'
import { forwardSignals, isEnding, runNode } from './run.mjs'
import { test, testWithClock } from './test.mjs'

const node = async (...args) => (await runNode(args)).code
const program = async (...args) => (await runNode(args, { env: programEnv(), ipc: true })).code

/** The commands of `npm run …`: whether they need the built pages, and a function that resolves to the exit code. */
const COMMANDS = {
  start: { withPages: true, run: () => program('api/main.ts') },
  test: { withPages: true, run: (args) => test('quick', args) },
  'test:thorough': { withPages: true, run: (args) => test('thorough', args) },
  'test:clock': { withPages: true, run: testWithClock },
  dev: { withPages: false, run: dev },
  demo: { withPages: true, run: (args) => program('api/demo/main.ts', ...args) },
  check: { withPages: true, run: check },
  ci: { withPages: true, run: ci },
  bench: { withPages: true, run: (args) => node('tests/bench/main.ts', ...args) },
  'audit:verify': { withPages: false, run: (args) => node('api/cli/verify-audit.ts', ...args) },
  'floors:print': { withPages: false, run: () => node('api/launch/print-floors.mjs') },
  'catalogue:import': { withPages: false, run: importCatalogue },
  'schema:print': { withPages: false, run: () => node('api/cli/print-schema.ts') },
}

/** Runs one command and ends the process with its exit code. */
export async function main(name, args) {
  forwardSignals()
  try {
    const command = COMMANDS[name]
    if (!command)
      throw new LaunchFailure(
        `There is no command "${name}". There are: ${Object.keys(COMMANDS).join(', ')}.`,
      )
    await prepare(command)
    process.exit(await command.run(args))
  } catch (error) {
    // Failures after Ctrl-C are caused by it and not reported.
    if (isEnding()) process.exit(130)
    if (!(error instanceof LaunchFailure)) throw error
    console.error(`\n  ${error.message}\n`)
    // Callers of ci read the last line, also when the preparation has failed.
    if (name === 'ci') console.log('0 passed, 1 failed')
    process.exit(1)
  }
}

async function importCatalogue(args) {
  const [folder, ...others] = args.filter((arg) => arg !== '--replace')
  if (!folder || others.length > 0)
    throw new LaunchFailure('Usage: npm run catalogue:import -- DIR [--replace], e.g. prisma/seed/merseburg')
  // npm runs scripts in the folder of the project; INIT_CWD is the folder in which npm was called.
  const called = resolve(process.env.INIT_CWD ?? '.', folder)
  const replace = args.filter((arg) => arg === '--replace')
  return node('api/cli/import-catalogue.ts', existsSync(called) ? called : resolve(folder), ...replace)
}
