/*
 * Entry of npm start, npm test and all other commands. Runs on the Node of the machine: installs packages and the pinned
 * Node, generates code and builds the pages where they are missing or stale, then runs the command on the pinned Node.
 *
 * Plain JavaScript without dependencies, in a syntax that old versions of Node can parse, so that they print the message
 * below instead of a syntax error.
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
