// Names that pages and service worker share.

/** The prerendered page (app shell) that starts the app at any URL. */
export const SHELL = '/offline'
/** The style sheet with the town's colour. */
export const THEME = '/theme.css'
export const SHELL_CACHE = 'shell'
export const CATALOGUE_CACHE = 'catalogue'

/** GraphQL operations with public answers, which the device may cache. Searches are left out, because they are private. */
const publicOperations = [
  'Catalogue',
  'Office',
  'TownPage',
  'StartPage',
  'TopicPage',
  'ServicePage',
  'ReferralPage',
]

export const isPublicOperation = (name: string | null): boolean =>
  name !== null && publicOperations.includes(name)
