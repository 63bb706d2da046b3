import { fail, redirect } from '@sveltejs/kit'
import { ask, change } from '#lib/graphql/client.ts'
import { href, locale, m } from '#lib/i18n/index.ts'
import { dayOf, isDay } from '#lib/time/index.ts'
import {
  StaffPage_Bookings,
  StaffPage_CancelBookings,
  StaffPage_SignOut,
  StaffPage_Viewer,
} from './staff.graphql.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { viewer, services } = await ask(event, StaffPage_Viewer, { locale: locale() })
  if (!viewer) redirect(303, href('/personal/anmelden'))

  const today = dayOf(new Date())
  const wanted = event.url.searchParams.get('tag')
  const day = isDay(wanted) ? wanted : today
  const departmentId = event.url.searchParams.get('amt') || null
  const { bookings } = await ask(event, StaffPage_Bookings, { day, departmentId, locale: locale() })
  const departments = new Map(services.map(({ department }) => [department.id, department.name]))
  const writesTexts = viewer.roles.some((role) => role === 'admin' || role === 'editor')
  return { name: viewer.name, writesTexts, today, day, departmentId, departments: [...departments], bookings }
}

export const actions: Actions = {
  // Cancelling takes two steps: everybody concerned gets an e-mail that can't be called back.
  pruefen: async (event) => {
    const wish = wishOf(await event.request.formData())
    const problems = problemsOf(wish)
    return problems.length > 0 ? fail(400, { ...wish, problems }) : { ...wish, sure: true }
  },
  absagen: async (event) => {
    const wish = wishOf(await event.request.formData())
    const problems = problemsOf(wish)
    if (problems.length > 0) return fail(400, { ...wish, problems })
    const { cancelBookings: outcome } = await change(event, StaffPage_CancelBookings, {
      bookingIds: wish.chosen,
      reason: wish.reason,
      locale: locale(),
    })
    if (outcome.__typename === 'UpdatedBookings') return { cancelled: outcome.bookings.length }
    const message =
      outcome.__typename === 'RefusedError' ? outcome.message : (outcome.fields[0]?.message ?? '')
    return fail(409, { ...wish, problems: [{ target: 'liste', message }] })
  },
  abmelden: async (event) => {
    await change(event, StaffPage_SignOut, {})
    redirect(303, href('/personal/anmelden'))
  },
}

const wishOf = (form: FormData) => ({
  chosen: form.getAll('booking').map(String),
  reason: String(form.get('reason') ?? '').trim(),
})

function problemsOf({ chosen, reason }: { chosen: string[]; reason: string }) {
  return [
    ...(chosen.length === 0 ? [{ target: 'liste', message: m.staff_error_none_chosen() }] : []),
    ...(reason ? [] : [{ target: 'reason', message: m.staff_error_reason() }]),
  ]
}
