import { spawnSync, type SpawnSyncOptions } from 'node:child_process'
import { existsSync, globSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

/** Flags for a browser that runs as root without a screen, and makes no requests of its own. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Timeout of an installation, sufficient for a slow network. */
const INSTALL_MS = 5 * 60_000

/** Timeout of a download that is not necessary. */
const DOWNLOAD_MS = 60_000

/** Downloaded browsers are inside the project, because HOME may be missing or not writable. */
const OURS = fileURLToPath(new URL('../../../node_modules/.terminklick/browsers', import.meta.url))

/** The headless shell that unpackedShell makes. */
const UNPACKED = join(OURS, 'debian', 'usr', 'lib', 'chromium', 'chromium-headless-shell')

/** Executables of Chromium. */
export interface Browsers {
  /** The full browser, which supports notifications and installing apps. */
  whole: string
  /** The headless shell, which needs less resources; the full browser if there is none. */
  lean: string
}

/**
 * Finds browsers: at the path in CHROMIUM, the system's, or Playwright's. If there is none, installs one by Playwright or,
 * for root on Debian, by apt.
 * @throws Error with instructions when there is none and none can be installed
 */
export function findBrowsers(): Browsers {
  const named = process.env.CHROMIUM
  if (named && !runs(named)) throw new Error(`CHROMIUM names ${named}, which does not run.`)
  if (named) return { whole: named, lean: named }
  const whole = wholeBrowser() ?? downloaded() ?? fromDebian()
  if (whole) return { whole, lean: headlessShell() ?? unpackedShell() ?? whole }
  throw new Error(
    'The tests need a Chromium, and none could be installed. Install one (Debian: apt-get install chromium), or name its executable in CHROMIUM.',
  )
}

const wholeBrowser = (): string | undefined =>
  [
    ...onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...playwrights('chromium-*/{*/chrome,*/*.app/Contents/MacOS/*}'),
  ].find(runs)

const headlessShell = (): string | undefined =>
  [
    ...onPath('chromium-headless-shell'),
    ...playwrights('chromium_headless_shell-*/*/{chrome-headless-shell,headless_shell}'),
    UNPACKED,
  ].find(runs)

function onPath(...names: string[]): string[] {
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .concat('/usr/bin', '/usr/local/bin', '/opt/google/chrome')
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** Browsers downloaded by Playwright, in its own folder or in the project's. */
function playwrights(pattern: string): string[] {
  const [theirs] = chromium.executablePath().split(/chromium-\d+/)
  return [theirs, OURS].flatMap((folder) =>
    folder && existsSync(folder) ? globSync(pattern, { cwd: folder }).map((path) => join(folder, path)) : [],
  )
}

function downloaded(): string | undefined {
  console.log('  There is no Chromium: Playwright downloads one …')
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
  const env = {
    ...process.env,
    PLAYWRIGHT_BROWSERS_PATH: OURS,
    // Without a network, Playwright would try five times for thirty seconds.
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
  }
  // This also downloads the headless shell.
  const { status } = install(process.execPath, [cli, 'install', 'chromium'], { env })
  return status === 0 ? wholeBrowser() : undefined
}

function fromDebian(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log('  Debian installs its Chromium …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const get = (...args: string[]) => install('apt-get', [...args, '-q'], { env })
  // Old package lists may be sufficient if they cannot be updated; not every release has the headless shell.
  get('update')
  get('install', '-y', '--no-install-recommends', 'chromium')
  get('install', '-y', '--no-install-recommends', 'chromium-headless-shell')
  return wholeBrowser()
}

/**
 * Debian's headless shell, where its Chromium is installed: the pages take a quarter less of the processor's time in it.
 * It is unpacked beside our packages, which installs nothing and needs no root.
 */
function unpackedShell(): string | undefined {
  if (!existsSync('/usr/lib/chromium') || !existsSync('/usr/bin/apt-get')) return undefined
  console.log('  Debian brings the headless shell of its Chromium …')
  const folder = join(OURS, 'debian')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const packages = ['chromium-common', 'chromium-headless-shell']
  const quickly = ['-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=10']
  const options: SpawnSyncOptions = { cwd: folder, stdio: 'ignore', timeout: DOWNLOAD_MS }
  spawnSync('apt-get', ['download', ...quickly, ...packages], options)
  for (const file of globSync('*.deb', { cwd: folder })) {
    spawnSync('dpkg-deb', ['--extract', file, '.'], options)
    rmSync(join(folder, file))
  }
  return [UNPACKED].find(runs)
}

const install = (program: string, args: string[], options: SpawnSyncOptions) =>
  spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], timeout: INSTALL_MS, ...options })

/** Whether the browser exists and starts, i.e. has all required libraries. */
function runs(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version', '--no-sandbox'], { timeout: 30_000 }).status === 0
}
