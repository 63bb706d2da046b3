import { databaseClient, pages } from './generate.mjs'
import { install, isInstalled } from './install.mjs'
import { inTurn } from './turn.mjs'

/**
 * Brings up to date what a command needs: the packages with the pinned Node, the generated database client and, where
 * wanted, the pages. Says and writes nothing when all is there.
 * @param {{ withPages: boolean }} needs
 */
export async function prepare({ withPages }) {
  const generated = withPages ? [databaseClient, pages] : [databaseClient]
  const isReady = () => isInstalled() && generated.every((part) => part.isPresent())
  if (isReady()) return
  await inTurn(async () => {
    if (!isInstalled()) await install()
    for (const part of generated) if (!part.isPresent()) await part.make()
  })
}
