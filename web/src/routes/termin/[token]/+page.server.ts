import type { PageServerLoad } from './$types'

/** What was just done, said once by the page that it leads to; the address carries no more than the word. */
export const load: PageServerLoad = ({ url }) => ({
  justDone: url.searchParams.has('verschoben')
    ? 'moved'
    : url.searchParams.has('abgesagt')
      ? 'cancelled'
      : null,
})
