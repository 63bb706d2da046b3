import type { Operation, Turn } from './load.ts'
import type { PlannedVisit } from './visits.ts'

/** An invented person with a telephone number. */
const contact = { name: 'Erika Beispiel', email: 'erika@beispiel.example', phone: '03461 445300' }

const BOOK = `mutation Bench_Book($input: BookInput!) { book(input: $input) {
  __typename ... on NewBooking { token booking { id reference startsAt } } ... on Error { code } } }`
const HOLD = `mutation Bench_Hold($input: HoldSlotInput!) { holdSlot(input: $input) {
  __typename ... on SlotHold { token expiresAt } ... on Error { code } } }`
const CONFIRM = `mutation Bench_Confirm($input: ConfirmBookingInput!) { confirmBooking(input: $input) {
  __typename ... on UpdatedBooking { booking { id reference startsAt } } ... on Error { code } } }`
const SLOTS = `query Bench_Slots($items: [VisitItemInput!]!, $from: Date!, $to: Date!) {
  slots(items: $items, from: $from, to: $to) { startsAt endsAt free } }`
const SIGN_IN = `mutation Bench_SignIn($input: SignInInput!) { signIn(input: $input) { __typename } }`

const visitInput = ({ serviceId, startsAt }: PlannedVisit) => ({ items: [{ serviceId }], startsAt })
const idempotencyKey = () => crypto.randomUUID()

/** Books a visit in one step. */
export const bookTurn =
  (visit: PlannedVisit): Turn =>
  async (send) => {
    const input = { ...visitInput(visit), contact, consent: true, idempotencyKey: idempotencyKey() }
    const { book } = await send({ query: BOOK, variables: { input } })
    return book.__typename === 'NewBooking'
  }

/** Books a visit as the pages do: hold, then confirm. */
export const holdAndConfirmTurn =
  (visit: PlannedVisit): Turn =>
  async (send) => {
    const held = await send({
      query: HOLD,
      variables: { input: { ...visitInput(visit), idempotencyKey: idempotencyKey() } },
    })
    if (held.holdSlot.__typename !== 'SlotHold') return false
    const { token } = held.holdSlot
    const input = { token, contact, consent: true, idempotencyKey: idempotencyKey() }
    const { confirmBooking } = await send({ query: CONFIRM, variables: { input } })
    return confirmBooking.__typename === 'UpdatedBooking'
  }

/** Queries the slots of the services, one after the other. */
export function* slotsTurns(services: readonly string[], from: string, to: string): Generator<Turn> {
  for (let index = 0; ; index++) {
    const serviceId = services[index % services.length]!
    const variables = { items: [{ serviceId }], from, to }
    yield async (send) => Array.isArray((await send({ query: SLOTS, variables })).slots)
  }
}

/** A trivial query, for the minimum cost of an operation. */
export function* trivialTurns(): Generator<Turn> {
  const operation: Operation = { query: '{ __typename }' }
  for (;;) yield async (send) => (await send(operation)).__typename === 'Query'
}

/** Signs in repeatedly. */
export function* signInTurns(input: { email: string; password: string }): Generator<Turn> {
  for (;;)
    yield async (send) =>
      (await send({ query: SIGN_IN, variables: { input } })).signIn.__typename === 'StaffSession'
}
