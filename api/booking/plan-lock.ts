import type pg from 'pg'

/**
 * Keeps the plan unchanged until the transaction ends, so that a desk that was free by it can be taken. Many
 * transactions share the lock. It comes before every lock on bookings and desks, here and where the plan is changed, so
 * that both do not end in a deadlock.
 */
export async function lockPlanShared(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT lock_plan_shared()')
}

/** Waits for all transactions that take desks, and keeps others from it until this one ends. */
export async function lockPlanExclusive(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT lock_plan_exclusive()')
}
