import { qrPath } from '#lib/booking/qr-path.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ url, parent }) => ({
  // The action that redirected here, for a message; the URL contains only a flag.
  justDone: url.searchParams.has('verschoben')
    ? 'moved'
    : url.searchParams.has('abgesagt')
      ? 'cancelled'
      : null,
  qr: qrPath((await parent()).address),
})
