import pg from 'pg'
import { inject } from 'vitest'
import { hashPassword } from '../../api/staff/password/password.ts'
import { citizen } from '../support/citizen.ts'

/** Sends GraphQL requests to a running product over HTTP. */
const requestsTo =
  (baseUrl: string) =>
  async <T>(query: string, variables: object = {}): Promise<T> => {
    const response = await fetch(`${baseUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
    })
    const result = (await response.json()) as { data: T; errors?: unknown[] }
    if (result.errors) throw new Error(JSON.stringify(result.errors))
    return result.data
  }

export const ask = requestsTo(inject('product').baseUrl)

/** Another citizen, who books by the API. */
export const other = citizen({ ask })

/** Another citizen at another product than the shared one. */
export const otherAt = (baseUrl: string) => citizen({ ask: requestsTo(baseUrl) })

/** The free starts of the first day with at least `least` of them; today may have fewer. */
export async function startsOfOneDay(serviceId: string, least: number): Promise<string[]> {
  const slots = await other.nextSlots([{ serviceId }], 50)
  const starts = slots.map(({ startsAt }) => startsAt)
  const day = [...Map.groupBy(starts, (start) => start.slice(0, 10)).values()].find(
    (each) => each.length >= least,
  )
  if (!day) throw new Error(`no day with ${least} free starts`)
  return day
}

/** Books every desk that is free at this start. */
export async function bookOut(serviceId: string, startsAt: string, client = other): Promise<void> {
  for (;;) {
    const { __typename } = await client.book({ items: [{ serviceId }], startsAt })
    if (__typename === 'SlotTakenError') return
    if (__typename !== 'NewBooking') throw new Error(`booking out: ${__typename}`)
  }
}

/** Makes the holds of a service expire now. */
export async function expireHolds(serviceId: string): Promise<void> {
  await sql(
    `WITH held AS (
       UPDATE booking SET hold_expires_at = now() - interval '1 second'
       FROM booking_item WHERE booking_item.booking_id = booking.id AND service_id = $1 AND status = 'HELD'
       RETURNING id)
     UPDATE occupancy SET expires_at = now() - interval '1 second' FROM held WHERE booking_id = held.id`,
    [serviceId],
  )
}

/** The number of bookings of an e-mail address, with any status. */
export async function bookingsOf(email: string): Promise<number> {
  const [row] = await sql<{ n: number }>('SELECT count(*)::int AS n FROM contact WHERE email = $1', [email])
  return row!.n
}

/** Closes a desk for the whole horizon; returns a function that opens it again. */
export async function shutDesk(deskId: string): Promise<() => Promise<void>> {
  const [row] = await sql<{ id: string }>(
    `INSERT INTO closure (desk_id, starts_at, ends_at, reason)
     VALUES ($1, now() - interval '1 day', now() + interval '61 days', 'Probe') RETURNING id`,
    [deskId],
  )
  return async () => void (await sql('DELETE FROM closure WHERE id = $1', [row!.id]))
}

/** Creates a member of staff, for changes that must not affect the admin of the other journeys. */
export async function newColleague(name: string): Promise<{ email: string; password: string }> {
  const account = { email: `${crypto.randomUUID()}@rathaus.example`, password: 'nur fuer diese Probe' }
  await sql(`INSERT INTO staff (name, email, password_hash, roles) VALUES ($1, $2, $3, '{admin}')`, [
    name,
    account.email,
    await hashPassword(account.password),
  ])
  return account
}

async function sql<Row extends pg.QueryResultRow>(query: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: inject('product').databaseUrl })
  await client.connect()
  try {
    return (await client.query<Row>(query, values)).rows
  } finally {
    await client.end()
  }
}
