import { error, fail, type RequestEvent } from '@sveltejs/kit'
import { query, mutate } from '#lib/graphql/client.ts'
import { locale, m } from '#lib/i18n/i18n.ts'
import { dayOf, isDay } from '#lib/time/time.ts'
import { changeOf, fieldOf, typedIn } from '#lib/planning/change-input.ts'
import { choiceOf, defaultChoice, forAll } from '#lib/planning/booking-choices.ts'
import {
  type ChoiceInput,
  PlanPage_Apply,
  PlanPage_Changes,
  PlanPage_Displaced,
  PlanPage_Mail,
  PlanPage_Plan,
  PlanPage_Preview,
  type PreviewData,
  type WantedChange,
} from '#lib/planning/planning.graphql.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { viewer } = await event.parent()
  const may = (...roles: string[]) => viewer?.roles.some((role) => role === 'admin' || roles.includes(role))
  // Other roles get the same answer as for a missing page.
  if (!may('clerk', 'planner')) error(404, 'not for this role')
  const words = { locale: locale() }
  const [{ deskPlans, closures }, changes, displaced] = await Promise.all([
    query(event, PlanPage_Plan, words),
    may('planner') ? query(event, PlanPage_Changes, words) : null,
    may('clerk') ? query(event, PlanPage_Displaced, words) : null,
  ])
  const departments = [
    ...new Map(deskPlans.map(({ desk: { department } }) => [department.id, department.name])),
  ].toSorted(([, a], [, b]) => a.localeCompare(b, 'de'))
  const { searchParams } = event.url
  const wanted = searchParams.get('amt')
  const departmentId = departments.some(([id]) => id === wanted) ? wanted : (departments[0]?.[0] ?? null)
  return {
    today: dayOf(new Date()),
    departments,
    departmentId,
    plans: deskPlans.filter(({ desk }) => desk.department.id === departmentId),
    closures,
    changes,
    displaced: displaced?.displacedBookings ?? [],
    /** Id of the hours or the closure to change. */
    hours: searchParams.get('zeit'),
    closure: searchParams.get('schliessung'),
    day: isDay(searchParams.get('tag')) ? searchParams.get('tag') : null,
  }
}

export const actions: Actions = {
  preview: async (event) => {
    const form = await event.request.formData()
    const { deskPlans } = await query(event, PlanPage_Plan, { locale: locale() })
    const change = changeOf(form, deskPlans, dayOf(new Date()))
    const { previewPlanChange: outcome } = await query(event, PlanPage_Preview, {
      input: change,
      locale: locale(),
    })
    if (outcome.__typename === 'PlanPreview') return looked(change, outcome)
    return fail(400, { typed: typedIn(form), problems: problemsOf(outcome) })
  },
  // Preview of one mail; the other choices are kept.
  mail: async (event) => {
    const form = await event.request.formData()
    const { change, choices, reason, preview } = await chosenIn(event, form)
    if (!preview) return fail(409, { problems: [{ target: 'forms', message: m.staff_plan_gone() }] })
    const id = text(form, 'mail')
    const choice = choiceOf(id, choices[id] ?? 'FLAG')
    const same = preview.bookings.some((one) => one.id === id && one.startsAt === choice.startsAt)
    const mail = choice.action === 'FLAG' || same ? null : await mailOf(event, change, choice, reason)
    return { ...looked(change, preview, choices, reason), mail: { id, content: mail } }
  },
  apply: async (event) => {
    const form = await event.request.formData()
    const { change, choices, reason, preview } = await chosenIn(event, form)
    const { applyPlanChange: outcome } = await mutate(event, PlanPage_Apply, {
      input: {
        change,
        fingerprint: text(form, 'fingerprint'),
        choices: Object.entries(choices).map(([id, value]) => choiceOf(id, value)),
        reason: reason || null,
      },
      locale: locale(),
    })
    if (outcome.__typename === 'AppliedPlanChange') return { applied: outcome.change }
    if (outcome.__typename === 'PlanOutdatedError')
      return fail(409, {
        ...looked(change, outcome.preview, choices, reason, outcome.bookingIds),
        problems: [{ target: 'effect', message: outcome.message }],
      })
    const problems = problemsOf(outcome)
    if (!preview) return fail(400, { problems })
    return fail(400, { ...looked(change, preview, choices, reason), problems })
  },
}

/** The preview with the former choices; outdated bookings get a new proposal. */
function looked(
  change: WantedChange,
  preview: PreviewData,
  choices: Record<string, string> = {},
  reason = '',
  outdated: readonly string[] = [],
) {
  const known = ({ id }: { id: string }) => (outdated.includes(id) ? undefined : choices[id])
  const chosen = preview.bookings.map((booking) => [booking.id, known(booking) ?? defaultChoice(booking)])
  return {
    looked: {
      change: JSON.stringify(change),
      preview,
      reason,
      outdated: [...outdated],
      choices: Object.fromEntries(chosen) as Record<string, string>,
    },
  }
}

/** Reads the form of the preview; `preview` is null when the change is no longer possible. */
async function chosenIn(event: RequestEvent, form: FormData) {
  const change = wantedIn(text(form, 'change'))
  const { previewPlanChange: outcome } = await query(event, PlanPage_Preview, {
    input: change,
    locale: locale(),
  })
  const preview = outcome.__typename === 'PlanPreview' ? outcome : null
  const all = text(form, 'forAll')
  const typed = new Map(
    [...form].flatMap(([name, value]) =>
      name.startsWith('choice-') ? [[name.slice(7), String(value)]] : [],
    ),
  )
  const choices: Record<string, string> = Object.fromEntries(typed)
  for (const booking of preview?.bookings ?? []) {
    const value = typed.get(booking.id)
    if (value !== undefined) choices[booking.id] = forAll(all, booking, value)
  }
  return { change, choices, reason: text(form, 'mailReason'), preview }
}

/** The mail that the citizen would get. */
async function mailOf(event: RequestEvent, input: WantedChange, choice: ChoiceInput, reason: string) {
  const { previewPlanChange: outcome } = await query(event, PlanPage_Mail, {
    input,
    id: choice.bookingId,
    startsAt: choice.action === 'MOVE' ? choice.startsAt : null,
    // A placeholder shows the position of a missing reason in the mail.
    reason: reason || '…',
  })
  return outcome.__typename === 'PlanPreview' ? (outcome.bookings[0]?.mail ?? null) : null
}

function wantedIn(json: string): WantedChange {
  try {
    return JSON.parse(json) as WantedChange
  } catch {
    error(400, 'no change')
  }
}

interface Failed {
  message: string
  fields?: { field: string; message: string }[]
}

/** Each problem with its field. */
function problemsOf({ message, fields }: Failed): { target: string; message: string }[] {
  if (!fields) return [{ target: 'forms', message }]
  return fields.map(({ field, message }) => ({ target: targetOf(field), message }))
}

const targetOf = (field: string): string =>
  field === 'reason' ? 'mailReason' : field.startsWith('choices') ? 'effect' : fieldOf(field)

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()
