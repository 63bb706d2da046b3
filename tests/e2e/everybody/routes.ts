import { globSync } from 'node:fs'

const FOLDER = new URL('../../../web/src/routes/', import.meta.url)

/** All routes with a page, read from the folders, e.g. `/termin/[token]/absagen`. */
export const routes: readonly string[] = globSync('**/+page.svelte', { cwd: FOLDER })
  .map((file) => `/${file.replace(/\/?\+page\.svelte$/, '')}`)
  .sort()

/** The route of a path without language; static segments have precedence over parameters, as in SvelteKit's router. */
export function routeOf(path: string): string | undefined {
  const matches = routes.filter((route) => {
    const pattern = route.replaceAll(/\[[^\]]+\]/g, '[^/]+')
    return new RegExp(`^${pattern}/?$`).test(path)
  })
  return matches.sort((one, two) => one.split('[').length - two.split('[').length)[0]
}
