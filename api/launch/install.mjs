import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { LaunchFailure } from './failure.mjs'
import { PINNED_NODE, ROOT, printProgress } from './project.mjs'
import { run } from './run.mjs'
import { hashOf, isStamped, removeStamp, stamp } from './stamp.mjs'

const read = (...path) => JSON.parse(readFileSync(join(ROOT, ...path), 'utf8'))

/** Hash of everything that determines the installed packages. */
const packagesHash = () => {
  const manifests = ['', ...read('package.json').workspaces].map((folder) =>
    join(ROOT, folder, 'package.json'),
  )
  // With platform and architecture, because a folder that machines share needs other binaries on each.
  return hashOf([join(ROOT, 'package-lock.json'), ...manifests], process.platform, process.arch)
}

export const isInstalled = () => isStamped('packages', packagesHash()) && existsSync(PINNED_NODE)

/** Installs the packages of package-lock.json unless they are installed completely. */
export async function install() {
  const hash = packagesHash()
  if (!isStamped('packages', hash) && !installedByHand()) {
    printProgress('Installing packages (the first time this takes a minute or two) …')
    removeStamp('packages')
    await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], ROOT)
  }
  await ensurePinnedNode()
  stamp('packages', hash)
}

/**
 * Whether the packages were installed by calling npm directly, from the same lock file: npm writes this list when it has
 * finished.
 */
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

/** The package `node` downloads its program in an install script, but npm may be configured to run none. */
async function ensurePinnedNode() {
  if (nodeRuns()) return
  printProgress('Fetching the pinned Node …')
  const folder = join(ROOT, 'node_modules', 'node')
  const { code, output } = await run(systemNode(), ['installArchSpecificPackage.js'], {
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

/** False when HOME is missing or not writable, e.g. in a container. */
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

/** PATH without node_modules: npm deletes programs there during an installation. */
const systemPath = () =>
  (process.env.PATH ?? '').split(delimiter).filter((folder) => !/node_modules[\\/]\.bin[\\/]?$/.test(folder))

const npmEnv = () => ({ ...process.env, PATH: systemPath().join(delimiter) })

const onPath = (name) =>
  systemPath()
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file))

const systemNode = () => onPath('node') ?? process.execPath

/** Command line of the npm that started this process, or of the one on PATH. */
function npmCommand() {
  const starter = process.env.npm_execpath ?? ''
  if (/npm-cli\.c?js$/.test(starter) && existsSync(starter)) return [systemNode(), starter]
  const found = onPath('npm')
  if (found) return [found]
  throw new LaunchFailure(
    'npm is not on PATH. Install Node together with npm from https://nodejs.org and try again.',
  )
}
