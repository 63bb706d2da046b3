import type { TestApp } from './app.ts'

export interface SlotAnswer {
  startsAt: string
  endsAt: string
  free: number
}

export interface Outcome {
  __typename: string
  code?: string
  token?: string
  expiresAt?: string
  fields?: { field: string; message: string }[]
  alternatives?: SlotAnswer[]
  booking?: {
    id: string
    reference: string
    status: string
    startsAt: string
    version: number
    contact: { name: string; email: string; phone: string | null } | null
  }
}

const OUTCOME = '__typename ... on Error { code message }'
const CHOICE = `
  ... on InvalidInputError { fields { field message } }
  ... on SlotTakenError { alternatives { startsAt endsAt free } }
`
const BOOKING = 'booking { id reference status startsAt version contact { name email phone } }'

/** An invented person. */
export const ERIKA = { name: 'Erika Beispiel', email: 'erika@beispiel.example', phone: '03461 445300' }

export interface Items {
  serviceId: string
  persons?: number
}

/** A client of the API with the operations of citizens and integrators. */
export function citizen({ ask }: Pick<TestApp, 'ask'>) {
  const mutate = async (name: string, type: string, result: string, input: object): Promise<Outcome> =>
    (
      await ask<Record<string, Outcome>>(
        `mutation Citizen_${name}($input: ${type}!) { ${name}(input: $input) { ${OUTCOME} ${result} } }`,
        { input },
      )
    )[name]!
  return {
    slots: async (items: Items[], from: string, to: string): Promise<SlotAnswer[]> =>
      (
        await ask<{ slots: SlotAnswer[] }>(
          'query Citizen_Slots($items: [VisitItemInput!]!, $from: Date!, $to: Date!) { slots(items: $items, from: $from, to: $to) { startsAt endsAt free } }',
          { items, from, to },
        )
      ).slots,
    nextSlots: async (items: Items[], first = 3, after?: string): Promise<SlotAnswer[]> =>
      (
        await ask<{ nextSlots: SlotAnswer[] }>(
          'query Citizen_Next($items: [VisitItemInput!]!, $first: Int!, $after: DateTime) { nextSlots(items: $items, first: $first, after: $after) { startsAt endsAt free } }',
          { items, first, after },
        )
      ).nextSlots,
    hold: (input: object) =>
      mutate('holdSlot', 'HoldSlotInput', `${CHOICE} ... on SlotHold { token expiresAt ${BOOKING} }`, input),
    extend: (token: string) =>
      mutate('extendHold', 'TokenInput', `... on UpdatedBooking { ${BOOKING} }`, { token }),
    release: (token: string) =>
      mutate('releaseHold', 'TokenInput', `... on UpdatedBooking { ${BOOKING} }`, { token }),
    confirm: (input: object) =>
      mutate('confirmBooking', 'ConfirmBookingInput', `${CHOICE} ... on UpdatedBooking { ${BOOKING} }`, {
        contact: ERIKA,
        consent: true,
        ...input,
      }),
    book: (input: object) =>
      mutate('book', 'BookInput', `${CHOICE} ... on NewBooking { token ${BOOKING} }`, {
        contact: ERIKA,
        consent: true,
        ...input,
      }),
    move: (input: object) =>
      mutate(
        'rescheduleBooking',
        'RescheduleBookingInput',
        `${CHOICE} ... on UpdatedBooking { ${BOOKING} }`,
        input,
      ),
    cancel: (input: object) =>
      mutate('cancelBooking', 'CancelBookingInput', `... on UpdatedBooking { ${BOOKING} }`, input),
    booking: async (token: string): Promise<Record<string, any> | null> =>
      (
        await ask<{ booking: Record<string, any> | null }>(
          `query Citizen_Booking($token: String!) { booking(token: $token) { id reference status startsAt endsAt version
             mode channel holdExpiresAt cancelledBy cancellationReason icalendar canCancel canReschedule
             place { street city } department { id } items { persons service { id } }
             contact { name email phone } } }`,
          { token },
        )
      ).booking,
  }
}

/** Number of pairs of occupancies that overlap at a desk; must be 0. */
export async function overlaps({ app }: TestApp): Promise<number> {
  const { rows } = await app.db.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM occupancy a JOIN occupancy b
       ON a.desk_id = b.desk_id AND a.id < b.id AND a.during && b.during`,
  )
  return rows[0]!.n
}
