import { spawnSync, type SpawnSyncOptions } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

/** For a browser that runs as root, on a machine without a screen, and calls nobody. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Longer than a download over a slow line takes; so that nothing waits for ever. */
const INSTALL_MS = 5 * 60_000

/** Beside the packages, because HOME may be missing or belong to somebody else. */
const OURS = fileURLToPath(new URL('../../node_modules/.terminklick/browsers', import.meta.url))

/**
 * The executable of a Chromium that runs here: the one that CHROMIUM names, one of the system's, one of Playwright's,
 * or one that is installed now, by Playwright or, for root on Debian, by apt.
 * @throws Error that says what to do when there is none and none can be installed
 */
export function findBrowser(): string {
  const found = named() ?? installed() ?? downloaded() ?? fromDebian()
  if (found) return found
  throw new Error(
    'The tests need a Chromium, and none could be installed. Install one (Debian: apt-get install chromium), or name its executable in CHROMIUM.',
  )
}

function named(): string | undefined {
  const path = process.env.CHROMIUM
  if (path && !runs(path)) throw new Error(`CHROMIUM names ${path}, which does not run.`)
  return path || undefined
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .concat('/usr/bin', '/usr/local/bin', '/opt/google/chrome')
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
  const candidates = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...playwrights(),
  ]
  return candidates.find(runs)
}

/** The slim ones that Playwright has downloaded, for itself or for us. */
function playwrights(): string[] {
  const [theirs] = chromium.executablePath().split(/chromium-\d+/)
  return [theirs, OURS].flatMap((folder) =>
    folder && existsSync(folder)
      ? globSync('chromium_headless_shell-*/*/{chrome-headless-shell,headless_shell}', { cwd: folder }).map(
          (path) => join(folder, path),
        )
      : [],
  )
}

function downloaded(): string | undefined {
  console.log('  There is no Chromium: Playwright downloads one …')
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
  const env = {
    ...process.env,
    PLAYWRIGHT_BROWSERS_PATH: OURS,
    // A line that answers nothing must not cost Playwright's five times thirty seconds.
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
  }
  const { status } = install(process.execPath, [cli, 'install', 'chromium', '--only-shell'], { env })
  return status === 0 ? playwrights().find(runs) : undefined
}

function fromDebian(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log('  Debian installs its Chromium …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Old lists of packages may still do when they can't be renewed.
  install('apt-get', ['update', '-q'], { env })
  install('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { env })
  return ['/usr/bin/chromium'].find(runs)
}

const install = (program: string, args: string[], options: SpawnSyncOptions) =>
  spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], timeout: INSTALL_MS, ...options })

/** Present, and with all the libraries that it needs. */
function runs(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version', '--no-sandbox'], { timeout: 30_000 }).status === 0
}
