import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { LaunchFailure } from './failure.mjs'
import { PINNED_NODE, ROOT, say } from './project.mjs'
import { run } from './run.mjs'
import { hashOf, isStamped, removeStamp, stamp } from './stamp.mjs'

const read = (...path) => JSON.parse(readFileSync(join(ROOT, ...path), 'utf8'))

/** What decides which packages belong here. */
const wanted = () => {
  const manifests = ['', ...read('package.json').workspaces].map((folder) =>
    join(ROOT, folder, 'package.json'),
  )
  // A folder that is shared between machines needs other binaries on each of them.
  return hashOf([join(ROOT, 'package-lock.json'), ...manifests], process.platform, process.arch)
}

export const isInstalled = () => isStamped('packages', wanted()) && existsSync(PINNED_NODE)

/** Installs what package-lock.json names, unless it is there; an installation that was broken off does not count. */
export async function install() {
  const hash = wanted()
  if (!isStamped('packages', hash) && !installedByHand()) {
    say('Installing packages (the first time this takes a minute or two) …')
    removeStamp('packages')
    await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], ROOT)
  }
  await pinnedNode()
  stamp('packages', hash)
}

/** npm writes its own list when it has finished: somebody may have run `npm install`, and it was the same lock file. */
function installedByHand() {
  try {
    const locked = read('package-lock.json').packages
    const present = read('node_modules', '.package-lock.json').packages
    const same = (path) =>
      present[path]?.version === locked[path].version && present[path]?.integrity === locked[path].integrity
    return Object.keys(locked).every(
      (path) => path === '' || (locked[path].optional && !present[path]) || same(path),
    )
  } catch {
    return false
  }
}

/** The package `node` fetches its program in an install script, which npm may have been told not to run. */
async function pinnedNode() {
  if (nodeRuns()) return
  say('Fetching the pinned Node …')
  const folder = join(ROOT, 'node_modules', 'node')
  const { code, output } = await run(machineNode(), ['installArchSpecificPackage.js'], {
    cwd: folder,
    env: npmEnv(),
    capture: true,
  })
  if (code === 0 && nodeRuns()) return
  throw new LaunchFailure(
    `The pinned Node could not be installed or does not run on this machine (${process.platform}-${process.arch}).\n` +
      `  Allow npm to run install scripts (npm config get ignore-scripts), check the network, and try again.\n${output.trim()}`,
  )
}

const nodeRuns = () => spawnSync(PINNED_NODE, ['--version']).status === 0

async function npm(args, cwd) {
  const ownCache = cacheIsWritable() ? undefined : mkdtempSync(join(tmpdir(), 'terminklick-npm-'))
  const env = ownCache ? { ...npmEnv(), npm_config_cache: ownCache } : npmEnv()
  const [program, ...first] = npmCommand()
  const { code, output } = await run(program, [...first, ...args], { cwd, env, capture: true })
  if (ownCache) rmSync(ownCache, { recursive: true, force: true })
  if (code === 0) return
  throw new LaunchFailure(
    `The packages could not be installed. Check the network and the messages of npm, then try again.\n${output.trim()}`,
  )
}

/** HOME may be missing or belong to somebody else. */
function cacheIsWritable() {
  try {
    const cache = process.env.npm_config_cache || join(homedir(), '.npm')
    mkdirSync(cache, { recursive: true })
    accessSync(cache, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** PATH as it is outside of npm scripts: what lies in node_modules may vanish while npm works. */
const machinePath = () =>
  (process.env.PATH ?? '').split(delimiter).filter((folder) => !/node_modules[\\/]\.bin[\\/]?$/.test(folder))

const npmEnv = () => ({ ...process.env, PATH: machinePath().join(delimiter) })

const onPath = (name) =>
  machinePath()
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file))

const machineNode = () => onPath('node') ?? process.execPath

/** The npm that started us, or the one on PATH. */
function npmCommand() {
  const starter = process.env.npm_execpath ?? ''
  if (/npm-cli\.c?js$/.test(starter) && existsSync(starter)) return [machineNode(), starter]
  const found = onPath('npm')
  if (found) return [found]
  throw new LaunchFailure(
    'npm is not on PATH. Install Node together with npm from https://nodejs.org and try again.',
  )
}
