import { databaseClient, pages } from './generate.mjs'
import { install, isInstalled } from './install.mjs'
import { withPreparationLock } from './preparation-lock.mjs'

/**
 * Installs or builds missing and stale parts that a command needs: packages with the pinned Node, the generated
 * database client and, if wanted, the pages. Prints and writes nothing when all is current.
 * @param {{ withPages: boolean }} needs
 */
export async function prepare({ withPages }) {
  const steps = withPages ? [databaseClient, pages] : [databaseClient]
  const isReady = () => isInstalled() && steps.every((step) => step.isCurrent())
  if (isReady()) return
  await withPreparationLock(async () => {
    if (!isInstalled()) await install()
    for (const step of steps) if (!step.isCurrent()) await step.build()
  })
}
