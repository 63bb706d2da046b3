import { globSync } from 'node:fs'

const FOLDER = new URL('../../../web/src/routes/', import.meta.url)

/** Every page of the app as its folder is called, e.g. `/termin/[token]/absagen`; read from the folders themselves. */
export const routes: readonly string[] = globSync('**/+page.svelte', { cwd: FOLDER })
  .map((file) => `/${file.replace(/\/?\+page\.svelte$/, '')}`)
  .sort()

/** The page that answers a path without language; words come before names in brackets, as in Kit's router. */
export function routeOf(path: string): string | undefined {
  const matches = routes.filter((route) => {
    const pattern = route.replaceAll(/\[[^\]]+\]/g, '[^/]+')
    return new RegExp(`^${pattern}/?$`).test(path)
  })
  return matches.sort((one, two) => one.split('[').length - two.split('[').length)[0]
}
