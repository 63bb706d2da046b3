import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LaunchFailure } from './failure.mjs'

/** The project's folder, without a slash at the end. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')
export const WEB = join(ROOT, 'web')

/** The Node that package-lock.json pins, a package like any other. */
export const PINNED_NODE = join(
  ROOT,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

/** Flags of every process of ours: what Node still calls experimental, we chose knowingly. */
export const NODE_FLAGS = ['--disable-warning=ExperimentalWarning']

/** For our own programs: Node keeps what it has compiled, which halves the time to start. */
export const ownEnv = () => ({
  NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.terminklick', 'compiled'),
  ...process.env,
})

/** The JavaScript file behind an installed command, e.g. `vite`; to be run on the pinned Node. */
export function tool(name) {
  const link = [ROOT, WEB].map((folder) => join(folder, 'node_modules', '.bin', name)).find(existsSync)
  if (!link)
    throw new LaunchFailure(`${name} is not installed. Delete the folder node_modules and try again.`)
  return realpathSync(link)
}

/** One short line of progress. */
export function say(line) {
  console.log(`  ${line}`)
}
