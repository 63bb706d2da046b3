import { MAX_REMARK } from '@terminklick/api/limits'
import { fail, redirect } from '@sveltejs/kit'
import { mutate } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import type { Actions, PageServerLoad } from './$types'
import { CancelPage_CancelBooking } from './cancel-booking.graphql.ts'

export const load: PageServerLoad = async (event) => {
  const { booking, path } = await event.parent()
  if (booking && !booking.canCancel) redirect(303, path)
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const reason = String(form.get('reason') ?? '')
      .trim()
      .slice(0, MAX_REMARK)
    const { token } = event.params
    const { cancelBooking: outcome } = await mutate(event, CancelPage_CancelBooking, {
      input: { token, reason: reason || null },
      locale: locale(),
    })
    if (outcome.__typename === 'RefusedError') return fail(409, { message: outcome.message })
    redirect(303, `${href(`/termin/${token}`)}?abgesagt`)
  },
}
