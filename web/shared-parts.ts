import type { Rolldown } from 'vite'

/**
 * As many pages as must share a part before it comes with everything that is shared: more than staff alone have of one
 * kind, since the start page loads it all.
 */
const ENOUGH_PAGES = 18

/**
 * What many pages share, as one file: a slow network pays for each request, and the bundler would make one of every
 * sentence.
 */
export const sharedParts: Rolldown.CodeSplittingGroup[] = [
  { name: 'shared', test: /src[\\/]lib[\\/]/, minShareCount: ENOUGH_PAGES },
  // A group draws in all that its parts need. Svelte stays a file of its own: every page needs it.
  { name: 'svelte', test: /node_modules[\\/](svelte|esm-env|clsx)[\\/]/, priority: 1 },
  // So does what SvelteKit's first file fills in before all others run: drawn in, they would run first, not know
  // their version, and take each page for an outdated one.
  { name: 'payload', test: /runtime[\\/]client[\\/]payload\.js/, priority: 2 },
]
