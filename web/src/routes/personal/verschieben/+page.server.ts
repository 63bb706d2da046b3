import { fail, redirect } from '@sveltejs/kit'
import { query, mutate } from '#lib/graphql/client.ts'
import { href, locale, m } from '#lib/i18n/i18n.ts'
import { dayOf } from '#lib/time/time.ts'
import { conflictMessage, failureMessage, nameOf } from '#lib/desk/visit-labels.ts'
import {
  MovePage_Day,
  MovePage_Mails,
  MovePage_Move,
  MovePage_Options,
  type MoveOptionData,
  type MoveOutcome,
} from '#lib/desk/move/move-visits.graphql.ts'
import { enteredMoves, moveRequestOf, type Typed } from '#lib/desk/move/move-request.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  await event.parent()
  const request = moveRequestOf(event.url.searchParams)
  const { moveOptions: options, desks } = await optionsFor(event)
  const only = options.length === 1 ? options[0]!.booking : null
  const shown =
    request.day ?? (request.place && dayOf(request.place.startsAt)) ?? (only && dayOf(only.startsAt))
  const free = only && shown ? await freeOn(event, only, shown) : []
  return { options, desks, request, shown, free, today: dayOf(new Date()) }
}

const optionsFor = (event: RequestEvent) => {
  const { ids, day, place } = moveRequestOf(event.url.searchParams)
  const near = day ?? (place && dayOf(place.startsAt))
  return query(event, MovePage_Options, { ids, day: near, locale: locale() })
}

async function freeOn(event: RequestEvent, { visit }: MoveOptionData['booking'], day: string) {
  const items = visit.map(({ persons, service }) => ({ serviceId: service.id, persons }))
  const { officeSlots } = await query(event, MovePage_Day, { items, day })
  return officeSlots
}

export const actions: Actions = {
  // Staff review the mails before they are sent.
  preview: async (event) => {
    const typed = enteredMoves(await event.request.formData())
    if (typed.moves.length === 0) return rejected(typed, m.desk_move_nothing())
    return { typed, mails: await mailsFor(event, typed) }
  },
  edit: async (event) => ({ typed: enteredMoves(await event.request.formData()) }),
  move: async (event) => {
    const typed = enteredMoves(await event.request.formData())
    if (typed.moves.length === 0) return rejected(typed, m.desk_move_nothing())
    const { moveOptions: before } = await optionsFor(event)
    const { moveBookings: outcome } = await mutate(event, MovePage_Move, {
      input: { moves: typed.moves, reason: typed.reason || null },
      locale: locale(),
    })
    if (outcome.__typename === 'UpdatedBookings') {
      const day = dayOf(before[0]?.booking.startsAt ?? new Date())
      redirect(303, href(`/personal?tag=${day}&verschoben=${outcome.bookings.length}`))
    }
    const names = new Map(before.map(({ booking }) => [booking.id, nameOf(booking)]))
    return rejected(typed, messageFor(outcome, names), targetOf(outcome))
  },
}

const rejected = (typed: Typed, message: string, target = 'times') =>
  fail(409, { typed, problems: [{ target, message }] })

async function mailsFor(event: RequestEvent, { moves, reason }: Typed) {
  const { mailPreviews } = await query(event, MovePage_Mails, {
    inputs: moves.map(({ bookingId, startsAt }) => ({ bookingId, startsAt })),
    reason: reason || null,
  })
  return moves.flatMap(({ bookingId }, index) => {
    const mail = mailPreviews[index]
    return mail ? [{ bookingId, ...mail }] : []
  })
}

type Failed = Exclude<MoveOutcome, { __typename: 'UpdatedBookings' }>

function messageFor(outcome: Failed, names: Map<string, string>): string {
  if (outcome.__typename === 'SlotTakenError')
    return m.desk_move_gone({ visitor: names.get(outcome.bookingId ?? '') ?? m.staff_anonymous() })
  if (outcome.__typename === 'VersionConflictError')
    return m.desk_move_changed({ conflict: conflictMessage(outcome.booking) })
  return failureMessage(outcome)
}

/** Id of the element that the problem links to. */
function targetOf(outcome: Failed): string {
  if (outcome.__typename === 'SlotTakenError' && outcome.bookingId) return `visit-${outcome.bookingId}`
  if (outcome.__typename === 'VersionConflictError') return `visit-${outcome.booking.id}`
  return outcome.__typename === 'InvalidInputError' ? 'reason' : 'times'
}
