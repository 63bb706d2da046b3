import type { TestApp } from '../../support/app.ts'
import { newStaff, signIn } from '../staff/staff-fixtures.ts'

export interface Affected {
  id: string
  name: string
  startsAt: string
  status: string
  hasEmail: boolean
  desk: { id: string }
  services: { id: string }[]
  proposals: { startsAt: string; desk: { id: string } }[]
}

export interface Preview {
  __typename: string
  code?: string
  fields?: { field: string }[]
  fingerprint: string
  slotsLost: number
  slotsGained: number
  healed: number
  bookings: Affected[]
}

const PREVIEW = `fingerprint slotsLost slotsGained healed bookings {
  id name startsAt status hasEmail desk { id } services { id } proposals { startsAt desk { id } } }`
const CHANGE = `id at staffName slotsLost slotsGained moved cancelled flagged isUndo isUndone canUndo
  parts { kind desks { id } hours { weekday from until reserved validFrom validUntil } closure { kind reason startsAt endsAt } }`
const ERRORS = '... on Error { code message(locale: "en") } ... on InvalidInputError { fields { field } }'

/** Signs in a new planner of a department. @returns the planner's requests to the API */
export async function planner(product: TestApp, departmentId: string, roles = ['planner']) {
  const { id, email } = await newStaff(product, { roles, departmentId })
  const { headers } = await signIn(product, email)
  const as = <T = any>(query: string, variables: object = {}) => product.ask<T>(query, variables, { headers })
  const preview = async (input: object): Promise<Preview> =>
    (
      await as(
        `query Preview($input: PlanChangeInput!) { previewPlanChange(input: $input) {
           __typename ... on PlanPreview { ${PREVIEW} } ${ERRORS} } }`,
        { input },
      )
    ).previewPlanChange
  const apply = async (change: object, fingerprint: string, choices: object[] = [], reason?: string) =>
    (
      await as(
        `mutation Apply($input: ApplyPlanChangeInput!) { applyPlanChange(input: $input) { __typename
           ... on AppliedPlanChange { change { ${CHANGE} } }
           ... on PlanOutdatedError { bookingIds preview { ${PREVIEW} } } ${ERRORS} } }`,
        { input: { change, fingerprint, choices, reason } },
      )
    ).applyPlanChange
  return {
    id,
    as,
    preview,
    apply,
    /** Previews and applies a change that affects no booking. */
    make: async (change: object) => apply(change, (await preview(change)).fingerprint),
    history: async () => (await as(`{ planChanges { ${CHANGE} } }`)).planChanges,
    closures: async () =>
      (await as('{ closures { id kind reason startsAt endsAt isOwn desks { id } } }')).closures,
    hours: async () =>
      (
        await as(
          '{ deskPlans { desk { id } locationId openings { id weekday from until validFrom validUntil reserved } } }',
        )
      ).deskPlans,
  }
}

/**
 * Future confirmed bookings outside the open hours that are not flagged as displaced. The query is written independently of
 * the product, so that both can't have the same mistake.
 */
export async function orphans({ app }: TestApp, now: Date): Promise<string[]> {
  const { rows } = await app.db.pool.query<{ id: string }>(
    `WITH local AS (
       SELECT b.id, b.desk_id, o.during, lower(o.during) AT TIME ZONE 'Europe/Berlin' AS s,
              upper(o.during) AT TIME ZONE 'Europe/Berlin' AS e
         FROM booking b JOIN occupancy o ON o.booking_id = b.id
        WHERE b.status IN ('CONFIRMED', 'CHECKED_IN', 'CALLED') AND b.displaced_by IS NULL AND b.ends_at > $1)
     SELECT id FROM local l
      WHERE NOT EXISTS (
              SELECT FROM opening p WHERE p.desk_id = l.desk_id AND p.weekday = extract(isodow FROM s)
                 AND (p.valid_from IS NULL OR p.valid_from <= s::date)
                 AND (p.valid_until IS NULL OR p.valid_until >= s::date)
                 AND p.from_minute <= extract(epoch FROM s - s::date::timestamp) / 60
                 AND p.to_minute >= extract(epoch FROM e - s::date::timestamp) / 60)
         OR EXISTS (SELECT FROM closure c WHERE (c.desk_id IS NULL OR c.desk_id = l.desk_id)
                       AND tstzrange(c.starts_at, c.ends_at) && l.during)`,
    [now],
  )
  return rows.map(({ id }) => id)
}
