import { fail, redirect } from '@sveltejs/kit'
import { check, problemsOf as problemsIn } from '@terminklick/api/inputs/field-problems'
import { reason as reasonSchema } from '@terminklick/api/inputs/reason'
import { query, mutate } from '#lib/graphql/client.ts'
import { fieldMessage } from '#lib/i18n/field-message.ts'
import { href, locale, m } from '#lib/i18n/i18n.ts'
import { dayOf, isDay } from '#lib/time/time.ts'
import { dayFilterOf, scopeOf } from '#lib/desk/day-filter.ts'
import {
  TodayPage_Cancel,
  TodayPage_Day,
  TodayPage_Desks,
  TodayPage_Resend,
  TodayPage_TakeStep,
  TodayPage_TickDocument,
  TodayPage_Visit,
  TodayPage_WriteRemark,
} from '#lib/desk/desk.graphql.ts'
import { signOut } from '#lib/staff/sign-out.ts'
import { stepInput } from '#lib/desk/step-input.ts'
import { conflictMessage, failureMessage } from '#lib/desk/visit-labels.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  // The layout redirects to the sign-in page before any query.
  await event.parent()
  const { searchParams } = event.url
  const opened = searchParams.get('termin')
  const [{ desks }, visit] = await Promise.all([
    query(event, TodayPage_Desks, { locale: locale() }),
    opened ? query(event, TodayPage_Visit, { id: opened, locale: locale() }) : null,
  ])
  const today = dayOf(new Date())
  const requestedDay = searchParams.get('tag')
  const detail = visit?.bookingById ?? null
  // A link with a visit but without a day opens the day of the visit.
  const day = isDay(requestedDay) ? requestedDay : detail ? dayOf(detail.startsAt) : today
  const filter = dayFilterOf(event)
  const scope = scopeOf(filter.where, desks)
  const { bookings, deskHours } = await query(event, TodayPage_Day, {
    day,
    departmentId: scope.departmentId,
    locale: locale(),
  })
  // Number of visits that were just moved, for the notice.
  const moved = Math.max(0, Math.trunc(Number(searchParams.get('verschoben'))) || 0)
  return { today, day, filter, scope, desks, bookings, deskHours, opened, detail, moved }
}

export const actions: Actions = {
  step: async (event) => {
    const input = stepInput(await event.request.formData(), Date.now())
    const { takeStep: outcome } = await mutate(event, TodayPage_TakeStep, { input, locale: locale() })
    if (outcome.__typename === 'UpdatedBooking') return { done: true }
    return fail(409, {
      note:
        outcome.__typename === 'VersionConflictError' ? conflictMessage(outcome.booking) : outcome.message,
    })
  },
  checkDocument: async (event) => {
    const form = await event.request.formData()
    const input = {
      bookingId: text(form, 'booking'),
      documentId: text(form, 'document'),
      seen: text(form, 'seen') === 'on',
    }
    const { tickDocument: outcome } = await mutate(event, TodayPage_TickDocument, { input, locale: locale() })
    return outcome.__typename === 'UpdatedBooking' ? { done: true } : fail(409, { note: outcome.message })
  },
  writeRemark: async (event) => {
    const form = await event.request.formData()
    const remark = text(form, 'remark')
    const input = { bookingId: text(form, 'booking'), version: Number(form.get('version')), remark }
    const { writeRemark: outcome } = await mutate(event, TodayPage_WriteRemark, { input, locale: locale() })
    return outcome.__typename === 'UpdatedBooking'
      ? { note: m.desk_remark_saved(), done: true }
      : fail(409, { note: failureMessage(outcome), remark })
  },
  resendConfirmation: async (event) => {
    const input = { bookingId: text(await event.request.formData(), 'booking') }
    const { resendConfirmation: outcome } = await mutate(event, TodayPage_Resend, { input, locale: locale() })
    return outcome.__typename === 'UpdatedBooking'
      ? { note: m.desk_resent(), done: true }
      : fail(409, { note: outcome.message })
  },
  move: async (event) => {
    const { chosen } = selectionOf(await event.request.formData())
    if (chosen.length === 0)
      return fail(400, {
        chosen,
        reason: '',
        problems: [{ target: 'visits', message: m.staff_error_none_chosen() }],
      })
    redirect(303, href(`/personal/verschieben?${new URLSearchParams(chosen.map((id) => ['termin', id]))}`))
  },
  // Cancelling needs a confirmation, because the citizens get an e-mail that cannot be recalled.
  reviewCancellation: async (event) => {
    const input = selectionOf(await event.request.formData())
    const problems = problemsOf(input)
    return problems.length > 0 ? fail(400, { ...input, problems }) : { ...input, sure: true }
  },
  cancel: async (event) => {
    const input = selectionOf(await event.request.formData())
    const problems = problemsOf(input)
    if (problems.length > 0) return fail(400, { ...input, problems })
    const { cancelBookings: outcome } = await mutate(event, TodayPage_Cancel, {
      bookingIds: input.chosen,
      reason: input.reason,
      locale: locale(),
    })
    if (outcome.__typename === 'UpdatedBookings') return { cancelled: outcome.bookings.length }
    return fail(409, { ...input, problems: [{ target: 'visits', message: failureMessage(outcome) }] })
  },
  signOut: async (event) => redirect(303, await signOut(event), { external: true }),
}

const text = (form: FormData, name: string): string => String(form.get(name) ?? '')

const selectionOf = (form: FormData) => ({
  chosen: form.getAll('booking').map(String),
  reason: text(form, 'reason').trim(),
})

function problemsOf({ chosen, reason }: { chosen: string[]; reason: string }) {
  return [
    ...(chosen.length === 0 ? [{ target: 'visits', message: m.staff_error_none_chosen() }] : []),
    ...problemsIn(check(reasonSchema, reason, 'reason')).map((problem) => ({
      target: problem.field,
      message: fieldMessage(problem),
    })),
  ]
}
