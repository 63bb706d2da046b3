import { qrPath } from '#lib/booking/qr-path.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ url, parent }) => ({
  // What was just done, said once by the page that it leads to; the address carries no more than the word.
  justDone: url.searchParams.has('verschoben')
    ? 'moved'
    : url.searchParams.has('abgesagt')
      ? 'cancelled'
      : null,
  qr: qrPath((await parent()).address),
})
