// Names that the page and the service worker share.

/** The prerendered page that starts the app anywhere. */
export const SHELL = '/offline'
/** The style sheet with the town's colour. */
export const THEME = '/theme.css'
export const SHELL_CACHE = 'shell'
export const CATALOGUE_CACHE = 'catalogue'

/** GraphQL operations whose answers are the same for everybody and may be kept on the device; what people search for is not. */
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
