import { fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { mutate } from '#lib/graphql/client.ts'
import { href, locale, m } from '#lib/i18n/i18n.ts'
import { isInstant } from '#lib/time/time.ts'
import type { Details } from '../contact-details.ts'
import type { TimeProblem } from '../times/time-problem.ts'
import type { VisitItem } from '../visit.ts'
import { BookPage_ReleaseHold, TimePage_HoldSlot } from './hold.graphql.ts'
import { detailsOf, heldOf, rememberHeld } from './booking-cookies.ts'
import { problemsOf } from './details-problems.ts'

/**
 * Form action for a chosen time: creates the hold, stores it in the cookie, releases the former hold, and redirects to
 * the next page. In this order, so that a failure leaves the citizen with the former hold.
 */
export async function holdChosenTime(event: RequestEvent, form: FormData, items: VisitItem[]) {
  const startsAt = String(form.get('start') ?? '')
  const key = String(form.get('key') ?? '')
  if (!isInstant(startsAt)) return timeProblem(400, { kind: 'missing', message: m.time_missing() })

  const { holdSlot: outcome } = await mutate(event, TimePage_HoldSlot, {
    // The start is a part of the key: going back and choosing another time in the same form is a new request.
    input: {
      items,
      startsAt,
      idempotencyKey: key ? `${key}:${startsAt}` : null,
      challenge: text(form, 'challenge'),
    },
    locale: locale(),
  })

  if (outcome.__typename === 'SlotHold') {
    const before = heldOf(event)
    rememberHeld(event, { token: outcome.token, items, startsAt })
    if (before && !before.done && before.token !== outcome.token) {
      await mutate(event, BookPage_ReleaseHold, { token: before.token })
    }
    redirect(303, href(areDetailsComplete(detailsOf(event)) ? '/termin/buchen/pruefen' : '/termin/buchen'))
  }
  switch (outcome.__typename) {
    case 'SlotTakenError':
      return timeProblem(409, {
        kind: 'taken',
        alternatives: outcome.alternatives.map((slot) => slot.startsAt),
      })
    case 'ChallengeRequiredError':
      return timeProblem(403, { kind: 'challenge', challenge: outcome.challenge, start: startsAt, key })
    case 'LimitReachedError':
      return timeProblem(429, { kind: 'limit', message: outcome.message, retryAt: outcome.retryAt })
    case 'InvalidInputError':
      return timeProblem(400, { kind: 'refused', message: outcome.fields[0]?.message ?? outcome.message })
    case 'RefusedError':
      return timeProblem(409, { kind: 'refused', message: outcome.message })
  }
}

export const timeProblem = (status: number, problem: TimeProblem) => fail(status, { time: problem })

/** Whether the details are complete: after a change of the time the check page comes next, not the form. */
const areDetailsComplete = (details: Partial<Details>): boolean =>
  details.consent === true && Object.keys(problemsOf({ ...emptyDetails, ...details }, false)).length === 0

const emptyDetails: Details = { name: '', email: '', phone: '', remark: '', consent: false }

const text = (form: FormData, name: string): string | null => String(form.get(name) ?? '') || null
