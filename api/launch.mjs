/*
 * npm start, npm test and all other commands begin here, with whatever Node the machine has: packages, the pinned
 * Node, generated code and pages are brought up to date when they are not, then the command runs on the pinned Node.
 *
 * Plain JavaScript without dependencies. This file must be understood by Nodes that are too old, so that they can say so.
 */
const OLDEST_NODE = 20

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  console.error(
    '\n  Terminklick needs Node ' +
      OLDEST_NODE +
      ' or later to start; this is Node ' +
      process.versions.node +
      '.' +
      '\n  Install a newer one from https://nodejs.org and try again.\n',
  )
  process.exit(1)
}

import('./launch/commands.mjs').then(({ main }) => main(process.argv[2], process.argv.slice(3)))
