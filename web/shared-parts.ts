import type { Rolldown } from 'vite'

/**
 * How many pages must share a part before it becomes a part of the common file, which the start page loads: more than
 * the forms and filters of the staff, whose fields the start page does not need.
 */
const ENOUGH_PAGES = 20

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
