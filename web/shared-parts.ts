import type { Rolldown } from 'vite'

/**
 * Number of pages that must share a module before it moves into the common chunk, which the start page loads. Larger
 * than the number of staff pages with forms and filters, whose modules the start page does not need.
 */
const MIN_SHARE_COUNT = 20

/**
 * Bundles modules shared by many pages into one chunk, because requests are expensive on slow networks and the bundler
 * would make a chunk of every translated message.
 */
export const sharedParts: Rolldown.CodeSplittingGroup[] = [
  { name: 'shared', test: /src[\\/]lib[\\/]/, minShareCount: MIN_SHARE_COUNT },
  // A group includes the dependencies of its modules. Svelte has a chunk of its own, because every page needs it.
  { name: 'svelte', test: /node_modules[\\/](svelte|esm-env|clsx)[\\/]/, priority: 1 },
  // SvelteKit's entry sets this module's data before others run. Inside the common chunk they would run first, without
  // the app's version, and report every page as outdated.
  { name: 'payload', test: /runtime[\\/]client[\\/]payload\.js/, priority: 2 },
]
