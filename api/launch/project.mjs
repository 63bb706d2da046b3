import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LaunchFailure } from './failure.mjs'

/** Folder of the project, without a slash at the end. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')
export const WEB = join(ROOT, 'web')

/** The Node in the version of package-lock.json, which installs it as a package. */
export const PINNED_NODE = join(
  ROOT,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

/** Flags of every Node process: experimental features are used on purpose, so their warnings are off. */
export const NODE_FLAGS = ['--disable-warning=ExperimentalWarning']

/** Environment of our own programs. The compile cache of Node halves their start time. */
export const programEnv = () => ({
  NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.terminklick', 'compiled'),
  ...process.env,
})

/** Path of the JavaScript file of an installed command, e.g. `vite`, to run it on the pinned Node. */
export function tool(name) {
  const link = [ROOT, WEB].map((folder) => join(folder, 'node_modules', '.bin', name)).find(existsSync)
  if (!link)
    throw new LaunchFailure(`${name} is not installed. Delete the folder node_modules and try again.`)
  return realpathSync(link)
}

/** Prints a line of progress. */
export function printProgress(line) {
  console.log(`  ${line}`)
}
